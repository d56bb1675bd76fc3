package dev.graphiti.migrator.mapping.reshape;

/** The thread of the program was interrupted, because the job stops. */
final class StoppedException extends RuntimeException {
    StoppedException(InterruptedException cause) {
        super("the program was interrupted", cause);
    }
}
