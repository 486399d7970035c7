/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia.hpp: owners, exceptions by family, what is wrong at its border, threads.
 */
#include "pallia.hpp"

#include <cmath>
#include <iostream>
#include <limits>
#include <string>
#include <thread>
#include <type_traits>

namespace {

int passed = 0;
int failed = 0;

void check(bool good, std::string_view what) {
    if (good) {
        passed++;
        return;
    }
    failed++;
    std::cout << "FAILED: " << what << '\n';
}

/* Throws exactly this class, with this status. */
template <class Error, class Call> void throws(std::int32_t status, Call call, const char *what) {
    try {
        call();
        check(false, what);
    } catch (const Error &said) {
        check(said.status() == status, what);
    } catch (...) {
        check(false, what);
    }
}

const std::string local = R"({"schema":"pallia.edition/1"})";

void documents(const pallia::tables &tables) {
    const std::string nul("{\0}", 3);
    check(tables.run(nul).find(R"("name":"nul")") != std::string::npos, "a NUL in a request");
    check(tables.run({}).find(R"("name":"empty")") != std::string::npos, "no request");
    check(tables.run("\xed\xa0\x80").find(R"("name":"utf8")") != std::string::npos, "a surrogate");
    check(tables.run(std::string(5000000, ' ')).find(R"("name":"size")") != std::string::npos,
          "a huge request");
    check(tables.edition().size() == 7 && tables.sha256().size() == 64, "identity");
    check(!tables.text("fr", "error.2006").empty(), "a text");
    check(tables.text("fr", "none").empty(), "no text");
    throws<pallia::request_error>(
        PALLIA_ENUL, [&] { tables.text("fr", nul); }, "a NUL in a key");
    throws<pallia::request_error>(
        PALLIA_EJSON, [&] { tables.with_local("{"); }, "a local edition, broken");
    try {
        tables.with_local(local);
        check(false, "a local edition without its rows");
    } catch (const pallia::error &said) {
        const pallia::error copy(said);
        const pallia::error moved(std::move(const_cast<pallia::error &>(said)));
        check(said.document().find(R"({"status":"error")") == 0, "the document of an error");
        check(copy.document() == said.document() && moved.document() == said.document() &&
                  std::string(copy.what()) == said.what(),
              "the document of a copy");
    }
}

void conversions(const pallia::tables &tables) {
    auto sc = tables.prepare_conversion(R"({"from":"morphine/oral","to":"morphine/sc"})");
    const auto infinite = std::numeric_limits<double>::infinity();
    check(sc(120) == 60.0, "a dose");
    check(sc.unit_from() == "mg/24h" && sc.unit_to() == "mg/24h", "units");
    throws<pallia::request_error>(
        PALLIA_EQUANTITY, [&] { sc(std::nan("")); }, "NaN");
    throws<pallia::request_error>(
        PALLIA_EQUANTITY, [&] { sc(infinite); }, "infinity");
    throws<pallia::request_error>(
        PALLIA_ENEGATIVE, [&] { sc(-1); }, "a negative dose");
    throws<pallia::request_error>(
        PALLIA_EMAGNITUDE, [&] { sc(0); }, "zero");
    throws<pallia::request_error>(
        PALLIA_EPRECISION, [&] { sc(1.0 / 3); }, "a third");
    throws<pallia::refusal>(
        PALLIA_EWITHHELD,
        [&] { tables.prepare_conversion(R"({"from":"methadone/oral","to":"morphine/oral"})"); },
        "a stop");
    throws<pallia::refusal>(
        PALLIA_ETOTALS_ONLY,
        [&] { tables.prepare_columns(R"({"to":"morphine/oral","edition":"us-cdc-2022"})"); },
        "a table for totals");

    const auto copy = sc;
    const auto moved = std::move(sc);
    check(copy(10) == 5.0 && moved(10) == 5.0, "a copy and the moved");
    throws<pallia::resource_error>(
        PALLIA_EARGUMENT, [&] { sc(10); }, "the moved-from");
    sc = moved;
    check(sc(10) == 5.0, "assigned again");
}

void columns(const pallia::tables &tables) {
    const auto ome = tables.prepare_columns(R"({"op":"ome","edition":"us-cdc-2022"})");
    const auto oxycodone = ome.code("oxycodone", "oral");
    const auto patch = ome.code("fentanyl", "transdermal");
    const auto rows = ome.run({oxycodone, patch, -1, oxycodone}, {40, 25, 1, std::nan("")});
    check(rows.results[0] == 60.0 && rows.results[1] == 60.0, "results");
    check(std::isnan(rows.results[2]) && std::isnan(rows.results[3]), "no result is NaN");
    check(rows.statuses == std::vector<std::uint8_t>{PALLIA_ROW_OK, PALLIA_ROW_OK,
                                                     PALLIA_ROW_UNKNOWN, PALLIA_ROW_DOSE},
          "statuses");
    check(pallia::row_name(PALLIA_ROW_DOSE) == "dose" && pallia::row_name(255).empty(), "names");
    check(ome.unit(patch) == "ug/h" && ome.unit(-1).empty(), "units of codes");
    check(ome.run({}, {}).results.empty(), "no row");
    throws<pallia::request_error>(
        PALLIA_EDRUG, [&] { ome.code("morfine", "oral"); }, "an unknown drug");
    throws<pallia::request_error>(
        PALLIA_ENUL, [&] { ome.code(std::string("morphine\0x", 10), "oral"); }, "a NUL in a drug");
    throws<pallia::request_error>(
        PALLIA_EROUTE_DRUG, [&] { ome.code("morphine", "nasal"); }, "not by that route");
    try {
        ome.run({oxycodone}, {});
        check(false, "columns of two lengths");
    } catch (const std::invalid_argument &) {
        check(true, "");
    }
}

/* What outlives its tables, in threads. */
void threads() {
    const auto sc =
        pallia::tables().prepare_conversion(R"({"from":"morphine/oral","to":"morphine/sc"})");
    double sums[4] = {};
    std::vector<std::thread> workers;
    for (double &sum : sums) {
        workers.emplace_back([sc, &sum] {
            for (int i = 1; i <= 1000; i++) {
                sum += sc(i / 2.0);
            }
        });
    }
    for (auto &worker : workers) {
        worker.join();
    }
    for (double sum : sums) {
        check(sum == 125125.0, "a thread");
    }
}

void results(const pallia::tables &tables) {
    const std::string request =
        R"({"op":"rotate","regimen":[{"drug":"morphine","route":"oral","dose":"50 mg",)"
        R"("every":"24 h"}],"target":{"drug":"morphine","route":"sc"}})";
    const pallia::result result = tables.ask(request);
    const auto rate = result.quantity("/result/per_hour");
    check(rate && rate->numerator == 25 && rate->denominator == 24 && rate->unit == "mg/h",
          "a quantity");
    check(result.document() == tables.run(request), "the document");
    check(result.text("/status") == "ok" && !result.text("/none") && !result.text("/result"),
          "a text");
    check(result.truth("/review/clinical") == false && !result.truth("/status"), "a truth");
    check(result.count("/acknowledged") == 0 && !result.count("/none"), "a count");
    check(!result.quantity("/result") && !result.integer("/status"), "another type");
    check(tables.ask("{").integer("/error/code") == PALLIA_EJSON, "a refused request");
    throws<pallia::request_error>(
        PALLIA_ENUL, [&] { result.text(std::string_view("/a\0", 3)); }, "a NUL in a place");
    pallia::result kept = result;
    const pallia::result moved = std::move(kept);
    throws<pallia::resource_error>(
        PALLIA_EARGUMENT, [&] { kept.text(""); }, "a result that was moved from");
}

} // namespace

int main() {
    static_assert(std::is_nothrow_move_constructible_v<pallia::tables>);
    static_assert(!std::is_default_constructible_v<pallia::conversion>);
    static_assert(std::is_nothrow_copy_constructible_v<pallia::refusal>);
    static_assert(std::is_nothrow_copy_assignable_v<pallia::error>);
    const pallia::tables tables;
    documents(tables);
    results(tables);
    conversions(tables);
    columns(tables);
    threads();
    std::cout << passed << " passed, " << failed << " failed\n";
    return failed != 0;
}
