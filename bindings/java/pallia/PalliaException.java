/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

/**
 * A status of libpallia that is not success, by family: {@link RequestException} (1xxx),
 * {@link RefusalException} (2xxx), {@link TablesException} (3xxx), {@link ResourceException} (4xxx),
 * {@link InternalException} (9xxx).
 */
public abstract class PalliaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String document;

    PalliaException(int status, String document, String about) {
        super(Pallia.statusName(status) + " (" + status + ")" + (about == null ? "" : ": " + about));
        this.status = status;
        this.document = document;
    }

    /** The number of pallia/status.h. */
    public int status() {
        return status;
    }

    /** The answer that says it in words and where, {"status":…,"error":{…}}; null when there is none. */
    public String document() {
        return document;
    }

    static PalliaException of(int status, String document) {
        return of(status, document, null);
    }

    /** With the argument that is wrong, for a status that no document explains. */
    static PalliaException of(int status, String document, String about) {
        switch (status / 1000) {
            case 1:
                return new RequestException(status, document, about);
            case 2:
                return new RefusalException(status, document, about);
            case 3:
                return new TablesException(status, document, about);
            case 4:
                return new ResourceException(status, document, about);
            default:
                return new InternalException(status, document, about);
        }
    }

    /** The request is wrong: correct it. */
    public static final class RequestException extends PalliaException {
        private static final long serialVersionUID = 1;

        RequestException(int status, String document, String about) {
            super(status, document, about);
        }
    }

    /** Understood, and not answered: a clinical refusal. */
    public static final class RefusalException extends PalliaException {
        private static final long serialVersionUID = 1;

        RefusalException(int status, String document, String about) {
            super(status, document, about);
        }
    }

    /** A local table is wrong. */
    public static final class TablesException extends PalliaException {
        private static final long serialVersionUID = 1;

        TablesException(int status, String document, String about) {
            super(status, document, about);
        }
    }

    /** A resource is missing: memory. */
    public static final class ResourceException extends PalliaException {
        private static final long serialVersionUID = 1;

        ResourceException(int status, String document, String about) {
            super(status, document, about);
        }
    }

    /** A defect of libpallia. */
    public static final class InternalException extends PalliaException {
        private static final long serialVersionUID = 1;

        InternalException(int status, String document, String about) {
            super(status, document, about);
        }
    }
}
