package dev.graphiti.migrator.migrate;

/** The job was stopped with a savepoint before its source was exhausted; nothing is wrong. */
public final class JobStopped extends RuntimeException {
    public JobStopped(String message) {
        super(message);
    }
}
