package dev.graphiti.migrator.source.weaviate;

/** A class or tenant can no longer be read as it was. */
final class AbsentException extends Exception {
    private final String reason;

    AbsentException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What has happened to it, in a few words. */
    String reason() {
        return reason;
    }
}
