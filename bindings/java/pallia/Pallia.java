/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * libpallia: opioid rotation, equianalgesic tables and their sources, exactly. Decision support for
 * professionals who check; adults only; not a prescriber.
 *
 * <p>An object is one immutable set of tables; any thread may use it, and what was made from it outlives
 * it. Close it, or use try-with-resources: a call after close throws IllegalStateException, a second close
 * does nothing. A null argument throws NullPointerException.
 *
 * <p>Needs libpallia.so (-Djna.library.path=FOLDER) and JNA.
 */
public final class Pallia extends Handle {
    private static final int OK = 0;
    private static final int UTF8 = 1002;
    private static final int NUL = 1007;

    /** The tables embedded in the library. */
    public Pallia() {
        this(embedded());
    }

    private Pallia(Pointer pointer) {
        super(pointer, Native::pallia_tables_retain, Native::pallia_tables_release);
    }

    private static Pointer embedded() {
        PointerByReference tables = new PointerByReference();
        int status = Native.pallia_tables_new(null, tables);
        if (status != OK) {
            throw PalliaException.of(status, null);
        }
        return tables.getValue();
    }

    /**
     * A new set: this one and a local edition. Every answer that uses it says "local" with its digest.
     *
     * @param document an edition, schema pallia.edition/1
     * @throws PalliaException.RequestException not JSON, or of the wrong shape
     * @throws PalliaException.TablesException a rule of the loader is broken
     */
    public Pallia withLocal(String document) {
        return new Pallia(prepare(document, Native::pallia_tables_with_local));
    }

    /**
     * Answers one request: JSON both ways, the same bytes as from C. A request that is wrong or refused has
     * an answer that says so: read its "status".
     *
     * @throws PalliaException.RequestException the text holds a lone surrogate: it is no UTF-8
     * @throws PalliaException.ResourceException no memory
     */
    public String run(String request) {
        return new String(run(utf8(request)), StandardCharsets.UTF_8);
    }

    /** The same with bytes, which need not be UTF-8: the answer says it when they are not. */
    public byte[] run(byte[] request) {
        PointerByReference answer = new PointerByReference();
        byte[] text = filled(request);
        Native.Size length = new Native.Size(request.length);
        int status = with(it -> Native.pallia_run(it, text, length, answer, null));
        if (status != OK) {
            throw PalliaException.of(status, null);
        }
        return taken(answer.getValue());
    }

    /**
     * Prepares one arrow: {"from":"morphine/oral","to":"morphine/sc"}, and the keys of pallia/columns.h.
     *
     * @throws PalliaException.RequestException the request is wrong
     * @throws PalliaException.RefusalException every dose is refused for one reason
     */
    public Conversion conversion(String request) {
        return new Conversion(prepare(request, Native::pallia_conversion_new));
    }

    /**
     * Prepares everything towards one target: {"to":"morphine/oral"}, {"op":"ome"}; see pallia/columns.h.
     *
     * @throws PalliaException.RequestException the request is wrong
     * @throws PalliaException.RefusalException the edition is for totals only
     */
    public Columns columns(String request) {
        return new Columns(prepare(request, Native::pallia_columns_new));
    }

    /** The edition of the tables, "2026.11". */
    public String edition() {
        return text(Native::pallia_tables_edition);
    }

    /** The SHA-256 of the tables' manifest. */
    public String sha256() {
        return text(Native::pallia_tables_sha256);
    }

    /** A text of tables/messages for "fr" or "en"; null when there is none. */
    public String message(String language, String key) {
        byte[] languageText = terminated(language);
        byte[] keyText = terminated(key);
        return text(it -> Native.pallia_text(it, languageText, keyText));
    }

    /** The version of the library. */
    public static String version() {
        return Native.pallia_version();
    }

    /** The number of its binary interface. */
    public static int abi() {
        return Native.pallia_abi();
    }

    /** The name of a status ("no-rule"); null when it is none. */
    public static String statusName(int status) {
        return Native.pallia_status_name(status);
    }

    /** A function that prepares a handle from a document, or says in an answer why not. */
    private interface Preparation {
        int call(Pointer tables, byte[] text, Native.Size length, PointerByReference made, PointerByReference answer);
    }

    private Pointer prepare(String document, Preparation preparation) {
        byte[] bytes = utf8(document);
        byte[] text = filled(bytes);
        Native.Size length = new Native.Size(bytes.length);
        PointerByReference made = new PointerByReference();
        PointerByReference answer = new PointerByReference();
        int status = with(it -> preparation.call(it, text, length, made, answer));
        if (status == OK) {
            return made.getValue();
        }
        Pointer said = answer.getValue();
        throw PalliaException.of(status, said == null ? null : new String(taken(said), StandardCharsets.UTF_8));
    }

    /** The bytes of an answer, which is released. */
    private static byte[] taken(Pointer answer) {
        try {
            return answer.getByteArray(0, (int) answer.indexOf(0, (byte) 0));
        } finally {
            Native.pallia_free(answer);
        }
    }

    /** An array of no byte has no address. */
    private static byte[] filled(byte[] bytes) {
        return bytes.length == 0 ? new byte[1] : bytes;
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
        } catch (CharacterCodingException wrong) {
            throw PalliaException.of(UTF8, null);
        }
    }

    /** With the NUL that C wants; a NUL inside would cut the text, and is refused. */
    static byte[] terminated(String text) {
        byte[] bytes = utf8(text);
        for (byte each : bytes) {
            if (each == 0) {
                throw PalliaException.of(NUL, null);
            }
        }
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
