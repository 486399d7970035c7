/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The classes: exceptions by family, what is wrong at their border, close, the collector, threads. */
public final class Tests {
    private static final String MORPHINE_SC = "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}";

    private static int passed;
    private static int failed;

    private Tests() {}

    private static void check(boolean good, String what) {
        if (good) {
            passed++;
            return;
        }
        failed++;
        System.out.println("FAILED: " + what);
    }

    private static void refuses(Class<? extends RuntimeException> kind, Runnable call, String what) {
        try {
            call.run();
            check(false, what + ": nothing thrown");
        } catch (RuntimeException thrown) {
            check(thrown.getClass() == kind, what + ": " + thrown);
        }
    }

    private static void refuses(Class<? extends PalliaException> kind, int status, Runnable call, String what) {
        try {
            call.run();
            check(false, what + ": nothing thrown");
        } catch (PalliaException thrown) {
            check(thrown.getClass() == kind && thrown.status() == status, what + ": " + thrown);
        }
    }

    private static void documents(Pallia pallia) {
        check(pallia.run("{\0}").contains("\"name\":\"nul\""), "a NUL in a request");
        check(pallia.run("").contains("\"name\":\"empty\""), "no request");
        check(pallia.run(" ".repeat(5000000)).contains("\"name\":\"size\""), "a huge request");
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        check(new String(pallia.run(surrogate)).contains("\"name\":\"utf8\""), "bytes that are no UTF-8");
        check(pallia.run("{\"op\":\"é\"}").contains("é"), "an accent comes back");
        refuses(PalliaException.RequestException.class, 1002, () -> pallia.run("\ud800"), "a lone surrogate");
        refuses(NullPointerException.class, () -> pallia.run((String) null), "null");
        refuses(NullPointerException.class, () -> pallia.run((byte[]) null), "null bytes");
        refuses(NullPointerException.class, () -> pallia.conversion(null), "a null request");
        check(pallia.edition().length() == 7 && pallia.sha256().length() == 64, "identity");
        check(pallia.message("fr", "error.2006") != null && pallia.message("fr", "none") == null, "texts");
        refuses(PalliaException.RequestException.class, 1007, () -> pallia.message("fr\0", "x"), "a NUL in a key");
        check(Pallia.version().equals("0.1.0") && Pallia.abi() == 0, "version");
        check(Pallia.statusName(2001).equals("no-rule") && Pallia.statusName(7) == null, "names of statuses");
    }

    private static void local(Pallia pallia) {
        refuses(PalliaException.RequestException.class, 1001, () -> pallia.withLocal("{"), "a broken edition");
        try (Pallia none = pallia.withLocal("{\"schema\":\"pallia.edition/1\"}")) {
            check(none == null, "an edition without rows");
        } catch (PalliaException thrown) {
            check(thrown.document().startsWith("{\"status\":\"error\""), "the document of an error");
        }
    }

    private static void conversions(Pallia pallia) {
        Class<PalliaException.RequestException> wrong = PalliaException.RequestException.class;
        Class<PalliaException.RefusalException> refused = PalliaException.RefusalException.class;
        try (Conversion sc = pallia.conversion(MORPHINE_SC)) {
            check(sc.apply(120) == 60, "a dose");
            check(sc.from().equals("morphine/oral") && sc.to().equals("morphine/sc"), "places");
            check(sc.unitFrom().equals("mg/24h") && sc.unitTo().equals("mg/24h"), "units");
            refuses(wrong, 1201, () -> sc.apply(Double.NaN), "NaN");
            refuses(wrong, 1201, () -> sc.apply(Double.POSITIVE_INFINITY), "infinity");
            refuses(wrong, 1208, () -> sc.apply(-1), "a negative dose");
            refuses(wrong, 1210, () -> sc.apply(0), "zero");
            refuses(wrong, 1209, () -> sc.apply(1.0 / 3), "a third");
            refuses(refused, 2006, () -> sc.apply(900000), "an implausible dose");
        }
        refuses(refused, 2006,
                () -> pallia.conversion("{\"from\":\"methadone/oral\",\"to\":\"morphine/oral\"}"), "a stop");
        refuses(refused, 2004,
                () -> pallia.columns("{\"to\":\"morphine/oral\",\"edition\":\"us-cdc-2022\"}"), "totals only");
    }

    private static void columns(Pallia pallia) {
        Class<PalliaException.RequestException> wrong = PalliaException.RequestException.class;
        try (Columns ome = pallia.columns("{\"op\":\"ome\",\"edition\":\"us-cdc-2022\"}")) {
            int oxycodone = ome.code("oxycodone", "oral");
            int patch = ome.code("fentanyl", "transdermal");
            double[] doses = {40, 25, 1, Double.NaN};
            Columns.Rows rows = ome.run(new int[] {oxycodone, patch, -1, oxycodone}, doses);
            check(rows.results[0] == 60 && rows.results[1] == 60, "results");
            check(Double.isNaN(rows.results[2]) && Double.isNaN(rows.results[3]), "no result is NaN");
            byte[] due = {Columns.ROW_OK, Columns.ROW_OK, Columns.ROW_UNKNOWN, Columns.ROW_DOSE};
            check(Arrays.equals(rows.statuses, due), "statuses");
            check(doses[0] == 40, "the doses are left as they were");
            check(ome.unit(patch).equals("ug/h") && ome.unit(-1) == null, "units of codes");
            check(ome.to().equals("morphine/oral") && ome.unitTo().equals("mg/24h"), "the target");
            check(ome.run(new int[0], new double[0]).results.length == 0, "no row");
            refuses(IllegalArgumentException.class, () -> ome.run(new int[1], new double[2]), "two lengths");
            refuses(NullPointerException.class, () -> ome.run(null, new double[2]), "null codes");
            refuses(wrong, 1301, () -> ome.code("morfine", "oral"), "an unknown drug");
            try {
                ome.code("morfine", "oral");
            } catch (PalliaException thrown) {
                check(thrown.getMessage().equals("drug (1301): morfine/oral"), "the drug is named");
            }
            refuses(wrong, 1007, () -> ome.code("morphine\0x", "oral"), "a NUL in a drug");
            refuses(wrong, 1002, () -> ome.code("\udc00", "oral"), "a surrogate in a drug");
            refuses(wrong, 1307, () -> ome.code("morphine", "nasal"), "not by that route");
        }
        String[] names = {"ok", "unknown", "no-rule", "out-of-range", "withheld", "never", "dose", "overflow"};
        byte[] rows = {
            Columns.ROW_OK, Columns.ROW_UNKNOWN, Columns.ROW_NO_RULE, Columns.ROW_OUT_OF_RANGE,
            Columns.ROW_WITHHELD, Columns.ROW_NEVER, Columns.ROW_DOSE, Columns.ROW_OVERFLOW
        };
        for (int i = 0; i < rows.length; i++) {
            check(names[i].equals(Columns.rowName(rows[i])), "the name of row status " + i);
        }
        check(Columns.rowName((byte) rows.length) == null, "a row status is missing here");
    }

    private static void closing() {
        Pallia pallia = new Pallia();
        Conversion outlives = pallia.conversion(MORPHINE_SC);
        pallia.close();
        pallia.close();
        refuses(IllegalStateException.class, () -> pallia.run("{}"), "a call after close");
        refuses(IllegalStateException.class, pallia::edition, "a text after close");
        check(outlives.apply(10) == 5, "what was made outlives the tables");
        outlives.close();
        outlives.close();
        refuses(IllegalStateException.class, () -> outlives.apply(10), "a dose after close");
    }

    /** Forgotten objects are given back, and nothing that is used. */
    private static void collector(Pallia pallia) {
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += pallia.conversion(MORPHINE_SC).apply(10);
            if (i % 50 == 0) {
                System.gc();
            }
        }
        check(sum == 1000, "two hundred conversions forgotten");
    }

    /** Four threads on one conversion, which is closed under them. */
    private static void threads(Pallia pallia) throws InterruptedException {
        Conversion shared = pallia.conversion(MORPHINE_SC);
        AtomicInteger good = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger bad = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(new Thread(() -> {
                try {
                    while (true) {
                        (shared.apply(10) == 5 ? good : bad).incrementAndGet();
                    }
                } catch (IllegalStateException end) {
                    closed.incrementAndGet();
                }
            }));
        }
        workers.forEach(Thread::start);
        while (good.get() < 1000) {
            Thread.onSpinWait();
        }
        shared.close();
        for (Thread worker : workers) {
            worker.join();
        }
        check(bad.get() == 0 && closed.get() == 4, "closed under four threads");
    }

    public static void main(String[] none) throws InterruptedException {
        try (Pallia pallia = new Pallia()) {
            documents(pallia);
            local(pallia);
            conversions(pallia);
            columns(pallia);
            collector(pallia);
            threads(pallia);
        }
        closing();
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
