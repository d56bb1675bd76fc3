package dev.graphiti.migrator.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is open once per process and key, however many subtasks use it: opened by the first, closed by the last.
 *
 * @param <V> what is shared
 */
public final class RefCounted<K, V> {
    private final Map<K, Counted<V>> open = new HashMap<>();
    private final Function<K, V> opening;
    private final Closing<V> closing;

    /** Closes what was opened; must not throw. */
    public interface Closing<V> {
        void close(V value);
    }

    /** One user's hold on a shared value. Closing it twice is the same as once. */
    public interface Lease<V> extends AutoCloseable {
        V value();

        @Override
        void close();
    }

    private static final class Counted<V> {
        private final V value;
        private int users;

        Counted(V value) {
            this.value = value;
        }
    }

    public RefCounted(Function<K, V> opening, Closing<V> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    /** A hold on the value of this key, which is opened if nobody else holds it. */
    public synchronized Lease<V> lease(K key) {
        Counted<V> counted = open.get(key);
        if (counted == null) {
            counted = new Counted<>(opening.apply(key));
            open.put(key, counted);
        }
        counted.users++;
        return new OneLease(key, counted);
    }

    private synchronized void release(K key, Counted<V> counted) {
        counted.users--;
        if (counted.users == 0) {
            open.remove(key);
            closing.close(counted.value);
        }
    }

    private final class OneLease implements Lease<V> {
        private final K key;
        private final Counted<V> counted;
        private boolean closed;

        OneLease(K key, Counted<V> counted) {
            this.key = key;
            this.counted = counted;
        }

        @Override
        public V value() {
            return counted.value;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                release(key, counted);
            }
        }
    }
}
