/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Arrays of doses towards one target, a status for each row: see pallia/columns.h. Any thread. For audits
 * and studies: one person's order goes through {@link Pallia#run(String)}, which explains itself.
 */
public final class Columns extends Handle {
    private static final int OK = 0;

    /** What became of a row: the PALLIA_ROW_ constants. */
    public static final byte ROW_OK = 0;
    public static final byte ROW_UNKNOWN = 1;
    public static final byte ROW_NO_RULE = 2;
    public static final byte ROW_OUT_OF_RANGE = 3;
    public static final byte ROW_WITHHELD = 4;
    public static final byte ROW_NEVER = 5;
    public static final byte ROW_DOSE = 6;
    public static final byte ROW_OVERFLOW = 7;

    /** Results, NaN where the status is not ROW_OK, and statuses, one for each row. */
    public static final class Rows {
        public final double[] results;
        public final byte[] statuses;

        Rows(int count) {
            results = new double[count];
            statuses = new byte[count];
        }
    }

    Columns(Pointer pointer) {
        super(pointer, Native::pallia_columns_retain, Native::pallia_columns_release);
    }

    /**
     * The code of a place in this set; another set has others.
     *
     * @throws PalliaException.RequestException no such drug, no such route, or not together
     */
    public int code(String drug, String route) {
        byte[] drugText = Pallia.terminated(drug);
        byte[] routeText = Pallia.terminated(route);
        IntByReference code = new IntByReference();
        int status = with(it -> Native.pallia_columns_code(it, drugText, routeText, code));
        if (status != OK) {
            throw PalliaException.of(status, null, drug + "/" + route);
        }
        return code.getValue();
    }

    /** The unit of the doses of a code, "mg/24h" or "ug/h"; null when the code is none. */
    public String unit(int code) {
        return text(it -> Native.pallia_columns_unit(it, code));
    }

    public String to() {
        return text(Native::pallia_columns_to);
    }

    public String unitTo() {
        return text(Native::pallia_columns_unit_to);
    }

    /**
     * Converts every row; a bad row touches no other.
     *
     * @throws IllegalArgumentException not as many codes as doses
     */
    public Rows run(int[] codes, double[] doses) {
        if (codes.length != doses.length) {
            throw new IllegalArgumentException("as many codes as doses");
        }
        Rows rows = new Rows(codes.length);
        Native.Size count = new Native.Size(codes.length);
        int status = with(it -> codes.length == 0
                ? OK
                : Native.pallia_columns_run(it, count, codes, doses, rows.results, rows.statuses));
        if (status != OK) {
            throw PalliaException.of(status, null);
        }
        return rows;
    }

    /** The word for a row status ("out-of-range"); null when it is none. */
    public static String rowName(byte row) {
        return Native.pallia_row_name(row);
    }
}
