package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at an answer once more, with what the caller knows of the server: a success may be a proxy's, a refusal that of a
 * server that is starting. May ask the server before it answers. What it calls passing is asked again.
 */
public interface SecondOpinion<Q, A> {
    /** The answer, or the failure that it is in truth. */
    CompletableFuture<A> ofSuccess(Q request, A answer, Exchange<Q, A> server);

    /** Fails with the failure, or with the one that it is in truth. */
    CompletableFuture<A> ofFailure(Q request, HttpFailure failure, Exchange<Q, A> server);
}
