/* SPDX-License-Identifier: MPL-2.0
 *
 * The three ways in, in C++: one conversion, columns, one document. The examples in C and in Java
 * do the same and print the same.
 */
#include "pallia.hpp"

#include <exception>
#include <iomanip>
#include <iostream>

namespace {

struct line {
    const char *drug;
    const char *route;
    double dose; /* in the unit of the place: mg in 24 h, ug/h for a patch */
};

const std::vector<line> day = {{"morphine", "oral", 60},
                               {"oxycodone", "oral", 40},
                               {"fentanyl", "transdermal", 25},
                               {"methadone", "oral", 30}};

/* Prepared once, applied to as many doses as there are. */
void convert(const pallia::tables &tables, std::string_view request, double dose) {
    try {
        const auto conversion = tables.prepare_conversion(request);
        std::cout << conversion.from() << ' ' << dose << ' ' << conversion.unit_from() << " = "
                  << conversion.to() << ' ' << conversion(dose) << ' ' << conversion.unit_to()
                  << " [" << conversion.edition() << "]\n";
    } catch (const pallia::refusal &refused) {
        std::cout << request << ": " << refused.what() << '\n';
    }
}

/* A day's total. A row without a number makes it not known: never the sum of the others. */
void total(const pallia::tables &tables) {
    const auto columns = tables.prepare_columns(R"({"op":"ome","edition":"us-cdc-2022"})");
    std::vector<std::int32_t> codes;
    std::vector<double> doses;
    for (const auto &each : day) {
        codes.push_back(columns.code(each.drug, each.route));
        doses.push_back(each.dose);
    }
    const auto rows = columns.run(codes, doses);
    double sum = 0;
    int refused = 0;
    for (std::size_t i = 0; i < day.size(); i++) {
        const bool counts = rows.statuses[i] == PALLIA_ROW_OK;
        std::cout << day[i].drug << '/' << day[i].route << ": "
                  << pallia::row_name(rows.statuses[i]) << '\n';
        refused += !counts;
        sum += counts ? rows.results[i] : 0;
    }
    if (refused > 0) {
        std::cout << "total: not known, " << refused << " without a number; at least " << sum << ' '
                  << columns.unit_to() << '\n';
    } else {
        std::cout << "total: " << sum << ' ' << columns.unit_to() << '\n';
    }
}

/* One person's order: the answer says everything, sources included. Read its "status" first. */
void document(const pallia::tables &tables) {
    std::cout << tables.run(R"({"op":"rotate","regimen":[{"drug":"morphine","route":"oral",)"
                            R"("dose":"60 mg","every":"12 h"}],)"
                            R"("target":{"drug":"morphine","route":"sc"}})")
              << '\n';
}

} // namespace

int main() {
    std::cout << std::fixed << std::setprecision(1);
    try {
        const pallia::tables tables;
        convert(tables, R"({"from":"morphine/oral","to":"morphine/sc"})", 120);
        convert(tables, R"({"from":"methadone/oral","to":"morphine/oral"})", 30);
        total(tables);
        document(tables);
    } catch (const std::exception &failed) {
        std::cerr << failed.what() << '\n';
        return 1;
    }
    return 0;
}
