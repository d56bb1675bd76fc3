package dev.graphiti.migrator.migrate;

/** The job failed; where a user can mend why, the cause is a {@code MigratorException}. */
public final class JobFailure extends RuntimeException {
    public JobFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
