/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers requests: one on each line of stdin, its answer on a line of stdout. Bytes, both ways. */
public final class Lines {
    private Lines() {}

    public static void main(String[] none) throws IOException {
        InputStream in = new BufferedInputStream(System.in);
        OutputStream out = new BufferedOutputStream(System.out);
        try (Pallia pallia = new Pallia()) {
            for (byte[] line = next(in); line != null; line = next(in)) {
                out.write(pallia.run(line));
                out.write('\n');
            }
        }
        out.flush();
    }

    /** A line without its end; null when there is none left. */
    private static byte[] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int each = in.read();
        if (each == -1) {
            return null;
        }
        for (; each != '\n' && each != -1; each = in.read()) {
            line.write(each);
        }
        return line.toByteArray();
    }
}
