package dev.graphiti.migrator.migrate;

/** The job failed, and not through something that a user could have known before. */
public final class JobFailure extends RuntimeException {
    public JobFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
