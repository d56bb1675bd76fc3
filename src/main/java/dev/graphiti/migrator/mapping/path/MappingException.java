package dev.graphiti.migrator.mapping.path;

/** Ends the mapping of one record, which becomes a dead letter. Has no stack trace: there may be millions. */
public final class MappingException extends RuntimeException {
    private final String reason;

    /**
     * Refuses a record.
     *
     * @param reason a short fixed word to count by
     * @param message one sentence with the particulars
     */
    public MappingException(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
