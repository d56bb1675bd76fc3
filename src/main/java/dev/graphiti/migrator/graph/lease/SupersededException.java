package dev.graphiti.migrator.graph.lease;

/** Another attempt of the same task has started; this one must not write any more, but the job may restart it. */
public final class SupersededException extends RuntimeException {
    SupersededException(String message) {
        super(message);
    }
}
