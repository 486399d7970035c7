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

    PalliaException(int status, String document) {
        super(Pallia.statusName(status) + " (" + status + ")");
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
        switch (status / 1000) {
            case 1:
                return new RequestException(status, document);
            case 2:
                return new RefusalException(status, document);
            case 3:
                return new TablesException(status, document);
            case 4:
                return new ResourceException(status, document);
            default:
                return new InternalException(status, document);
        }
    }

    /** The request is wrong: correct it. */
    public static final class RequestException extends PalliaException {
        private static final long serialVersionUID = 1;

        RequestException(int status, String document) {
            super(status, document);
        }
    }

    /** Understood, and not answered: a clinical refusal. */
    public static final class RefusalException extends PalliaException {
        private static final long serialVersionUID = 1;

        RefusalException(int status, String document) {
            super(status, document);
        }
    }

    /** A local table is wrong. */
    public static final class TablesException extends PalliaException {
        private static final long serialVersionUID = 1;

        TablesException(int status, String document) {
            super(status, document);
        }
    }

    /** A resource is missing: memory. */
    public static final class ResourceException extends PalliaException {
        private static final long serialVersionUID = 1;

        ResourceException(int status, String document) {
            super(status, document);
        }
    }

    /** A defect of libpallia. */
    public static final class InternalException extends PalliaException {
        private static final long serialVersionUID = 1;

        InternalException(int status, String document) {
            super(status, document);
        }
    }
}
