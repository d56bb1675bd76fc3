package dev.graphiti.migrator.client;

import java.util.concurrent.CompletableFuture;

/**
 * Looks at an answer once more, with what the caller knows of the server: a success may be a proxy's, a refusal that of a
 * server that is starting. May ask the server before it answers. What it calls passing is asked again.
 */
public interface SecondOpinion {
    /** The answer, or the failure that it is in truth. */
    CompletableFuture<HttpAnswer> ofSuccess(HttpCall call, HttpAnswer answer, HttpExchange server);

    /** Fails with the failure, or with the one that it is in truth. */
    CompletableFuture<HttpAnswer> ofFailure(HttpCall call, HttpFailure failure, HttpExchange server);
}
