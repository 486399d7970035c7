/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import com.sun.jna.IntegerType;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The C functions, as pallia/pallia.h, pallia/conversion.h and pallia/columns.h declare them. */
final class Native {
    static {
        com.sun.jna.Native.register(Native.class, "pallia");
    }

    private Native() {}

    /** size_t. */
    public static final class Size extends IntegerType {
        private static final long serialVersionUID = 1;

        /** JNA makes one when it reads a result. */
        public Size() {
            this(0);
        }

        Size(long value) {
            super(com.sun.jna.Native.SIZE_T_SIZE, value, true);
        }
    }

    static native String pallia_version();

    static native int pallia_abi();

    static native String pallia_status_name(int status);

    static native int pallia_tables_new(Pointer allocator, PointerByReference tables);

    static native int pallia_tables_with_local(
            Pointer base, byte[] document, Size length, PointerByReference tables, PointerByReference answer);

    static native Pointer pallia_tables_retain(Pointer tables);

    static native void pallia_tables_release(Pointer tables);

    static native Pointer pallia_tables_edition(Pointer tables);

    static native Pointer pallia_tables_sha256(Pointer tables);

    static native Pointer pallia_text(Pointer tables, byte[] language, byte[] key);

    static native int pallia_run(
            Pointer tables, byte[] request, Size length, PointerByReference answer, Pointer answerLength);

    static native void pallia_free(Pointer text);

    static native int pallia_conversion_new(
            Pointer tables, byte[] request, Size length, PointerByReference conversion, PointerByReference answer);

    static native Pointer pallia_conversion_retain(Pointer conversion);

    static native void pallia_conversion_release(Pointer conversion);

    static native int pallia_conversion_apply(Pointer conversion, double dose, double[] result);

    static native Pointer pallia_conversion_from(Pointer conversion);

    static native Pointer pallia_conversion_to(Pointer conversion);

    static native Pointer pallia_conversion_unit_from(Pointer conversion);

    static native Pointer pallia_conversion_unit_to(Pointer conversion);

    static native Pointer pallia_conversion_edition(Pointer conversion);

    static native String pallia_row_name(byte row);

    static native int pallia_columns_new(
            Pointer tables, byte[] request, Size length, PointerByReference columns, PointerByReference answer);

    static native Pointer pallia_columns_retain(Pointer columns);

    static native void pallia_columns_release(Pointer columns);

    static native int pallia_columns_code(Pointer columns, byte[] drug, byte[] route, IntByReference code);

    static native Pointer pallia_columns_unit(Pointer columns, int code);

    static native Pointer pallia_columns_to(Pointer columns);

    static native Pointer pallia_columns_unit_to(Pointer columns);

    static native int pallia_columns_run(
            Pointer columns, Size rows, int[] codes, double[] doses, double[] results, byte[] statuses);
}
