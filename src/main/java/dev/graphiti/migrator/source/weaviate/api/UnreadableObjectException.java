package dev.graphiti.migrator.source.weaviate.api;

/** An object is not what its class says, and becomes a dead letter; the message says why, without naming it. */
public final class UnreadableObjectException extends Exception {
    public UnreadableObjectException(String message) {
        super(message);
    }
}
