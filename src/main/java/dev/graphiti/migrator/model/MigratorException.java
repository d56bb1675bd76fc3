package dev.graphiti.migrator.model;

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
        OWNED
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
}
