/* SPDX-License-Identifier: MPL-2.0 */
package pallia;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One owner of a handle of the library. Every call retains it for its own time, so that a close in another
 * thread cannot free what is in use; a second close does nothing; a forgotten one is made by the collector.
 */
abstract class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Pointer pointer;
    private final Function<Pointer, Pointer> retain;
    private final Consumer<Pointer> release;
    private final Cleaner.Cleanable cleanable;
    private boolean closed;

    Handle(Pointer pointer, Function<Pointer, Pointer> retain, Consumer<Pointer> release) {
        this.pointer = pointer;
        this.retain = retain;
        this.release = release;
        this.cleanable = CLEANER.register(this, () -> release.accept(pointer));
    }

    /** Calls with the handle. IllegalStateException after close. */
    final <T> T with(Function<Pointer, T> call) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            retain.apply(pointer);
        }
        try {
            return call.apply(pointer);
        } finally {
            release.accept(pointer);
        }
    }

    /** A text that belongs to the handle; null when there is none. */
    final String text(Function<Pointer, Pointer> call) {
        return with(it -> {
            Pointer found = call.apply(it);
            return found == null ? null : found.getString(0, "UTF-8");
        });
    }

    @Override
    public final void close() {
        synchronized (this) {
            closed = true;
        }
        cleanable.clean();
    }
}
