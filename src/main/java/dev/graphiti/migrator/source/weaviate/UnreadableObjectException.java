package dev.graphiti.migrator.source.weaviate;

/** An object is not what its class says, and becomes a dead letter; the message says why, without naming it. */
final class UnreadableObjectException extends Exception {
    UnreadableObjectException(String message) {
        super(message);
    }
}
