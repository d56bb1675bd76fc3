package dev.graphiti.migrator.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Where readers wait in the middle of a split until a test lets them go on. It is one for the whole process, since a
 * job's operators are copies. Nobody waits there for ever.
 */
public final class Gate {
    private static final long PATIENCE_SECONDS = 300;

    private static volatile Gate present = new Gate();

    private final CountDownLatch opened = new CountDownLatch(1);
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    private Gate() {}

    /** A new one, closed; who waits at the last one goes on. */
    public static void close() {
        open();
        present = new Gate();
    }

    public static void open() {
        present.opened.countDown();
    }

    public static boolean isOpen() {
        return present.opened.getCount() == 0;
    }

    /** Whether any of these splits waits, or has waited. */
    static boolean hasHeld(Collection<String> splits) {
        return splits.stream().anyMatch(present.waiting::contains);
    }

    /** Waits for others to open the gate; where nobody does, the job fails for good. */
    static void await(String split) {
        Gate gate = present;
        gate.waiting.add(split);
        try {
            if (!gate.opened.await(PATIENCE_SECONDS, SECONDS)) {
                throw new SuppressRestartsException(new IllegalStateException(
                        "nobody has let split %s go on within %d s".formatted(split, PATIENCE_SECONDS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }
}
