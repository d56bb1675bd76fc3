package dev.graphiti.migrator.client;

import java.util.concurrent.CompletableFuture;

/**
 * Sends a request and gets its answer. Never throws and never blocks: whatever goes wrong is a failed future, and what a
 * server or a network can do is an {@link HttpFailure}. Closing fails what is still on its way. Safe for many threads.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public interface Exchange<Q, A> extends AutoCloseable {
    CompletableFuture<A> send(Q request);

    @Override
    default void close() {}
}
