package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Masking;

/**
 * The root of all failures that a user can act on: the message is a sentence that says which thing and what to do, with
 * secrets masked, whoever has written it.
 */
public class MigratorException extends RuntimeException {
    /** Whose turn it is; the command line gives each its exit code. */
    public enum Fault {
        CONFIGURATION,
        SOURCE,
        TARGET,
        EMBEDDING,
        /** The run belongs to another job. */
        OWNED,
        OUT_OF_MEMORY
    }

    private final Fault fault;

    public MigratorException(Fault fault, String message) {
        super(Masking.of(message));
        this.fault = fault;
    }

    public MigratorException(Fault fault, String message, Throwable cause) {
        super(Masking.of(message), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** With the fault: a stack trace is all that Flink's REST interface keeps of a failure. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The message is for users, who are not shown the fault.
    public String toString() {
        return "%s [%s]: %s".formatted(getClass().getName(), fault, getMessage());
    }
}
