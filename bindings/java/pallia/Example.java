/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The three ways in, in Java: one conversion, columns, one document. The examples in C and in C++ do the
 * same and print the same.
 */
public final class Example {
    private static final String[][] DAY = {
        {"morphine", "oral"}, {"oxycodone", "oral"}, {"fentanyl", "transdermal"}, {"methadone", "oral"}
    };
    /** In the unit of the place: mg in 24 h, µg/h for a patch. */
    private static final double[] DOSES = {60, 40, 25, 30};

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Example() {}

    public static void main(String[] none) {
        try (Pallia pallia = new Pallia()) {
            convert(pallia, "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}", 120);
            convert(pallia, "{\"from\":\"methadone/oral\",\"to\":\"morphine/oral\"}", 30);
            total(pallia);
            document(pallia);
        }
    }

    /** Prepared once, applied to as many doses as there are. */
    private static void convert(Pallia pallia, String request, double dose) {
        try (Conversion conversion = pallia.conversion(request)) {
            OUT.printf(Locale.ROOT, "%s %.1f %s = %s %.1f %s [%s]%n",
                    conversion.from(), dose, conversion.unitFrom(),
                    conversion.to(), conversion.apply(dose), conversion.unitTo(), conversion.edition());
        } catch (PalliaException.RefusalException refused) {
            OUT.println(request + ": " + refused.getMessage());
        }
    }

    /** A day's total. A row without a number makes it not known: never the sum of the others. */
    private static void total(Pallia pallia) {
        try (Columns columns = pallia.columns("{\"op\":\"ome\",\"edition\":\"us-cdc-2022\"}")) {
            int[] codes = new int[DAY.length];
            for (int i = 0; i < DAY.length; i++) {
                codes[i] = columns.code(DAY[i][0], DAY[i][1]);
            }
            Columns.Rows rows = columns.run(codes, DOSES);
            double sum = 0;
            int refused = 0;
            for (int i = 0; i < DAY.length; i++) {
                boolean counts = rows.statuses[i] == Columns.ROW_OK;
                OUT.println(String.join("/", DAY[i]) + ": " + Columns.rowName(rows.statuses[i]));
                refused += counts ? 0 : 1;
                sum += counts ? rows.results[i] : 0;
            }
            if (refused > 0) {
                OUT.printf(Locale.ROOT, "total: not known, %d without a number; at least %.1f %s%n",
                        refused, sum, columns.unitTo());
            } else {
                OUT.printf(Locale.ROOT, "total: %.1f %s%n", sum, columns.unitTo());
            }
        }
    }

    /** One person's order: the answer says everything, sources included. Read its "status" first. */
    private static void document(Pallia pallia) {
        OUT.println(pallia.run("{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\","
                + "\"dose\":\"60 mg\",\"every\":\"12 h\"}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}"));
    }
}
