package dev.graphiti.migrator.graph;

/** Another attempt of the same task has started; this one must not write any more, but the job may restart it. */
final class SupersededException extends RuntimeException {
    SupersededException(String message) {
        super(message);
    }
}
