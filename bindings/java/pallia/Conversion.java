/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import com.sun.jna.Pointer;

/**
 * One arrow, resolved once and applied to many doses: see pallia/conversion.h. Any thread. A dose and a
 * result are in the unit of their place, mg in 24 h or µg/h for a patch.
 */
public final class Conversion extends Handle {
    private static final int OK = 0;

    Conversion(Pointer pointer) {
        super(pointer, Native::pallia_conversion_retain, Native::pallia_conversion_release);
    }

    /**
     * The dose of the target.
     *
     * @param dose above zero, at most 6 digits after the point
     * @throws PalliaException.RequestException no such dose: NaN, infinite, negative, zero, too precise
     * @throws PalliaException.RefusalException there is no number for this dose
     */
    public double apply(double dose) {
        double[] result = new double[1];
        int status = with(it -> Native.pallia_conversion_apply(it, dose, result));
        if (status != OK) {
            throw PalliaException.of(status, null);
        }
        return result[0];
    }

    /** "drug/route". */
    public String from() {
        return text(Native::pallia_conversion_from);
    }

    /** "drug/route". */
    public String to() {
        return text(Native::pallia_conversion_to);
    }

    public String unitFrom() {
        return text(Native::pallia_conversion_unit_from);
    }

    public String unitTo() {
        return text(Native::pallia_conversion_unit_to);
    }

    /** The edition whose rows give the numbers; two, with a space, when the legs come from two. */
    public String edition() {
        return text(Native::pallia_conversion_edition);
    }
}
