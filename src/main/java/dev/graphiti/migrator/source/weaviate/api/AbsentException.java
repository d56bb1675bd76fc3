package dev.graphiti.migrator.source.weaviate.api;

/** A class or tenant can no longer be read as it was. */
public final class AbsentException extends Exception {
    private final String reason;
    private final boolean mayComeBack;

    private AbsentException(String reason, boolean mayComeBack) {
        super(reason);
        this.reason = reason;
        this.mayComeBack = mayComeBack;
    }

    public static AbsentException forGood(String reason) {
        return new AbsentException(reason, false);
    }

    public static AbsentException forNow(String reason) {
        return new AbsentException(reason, true);
    }

    /** What has happened to it, in a few words. */
    public String reason() {
        return reason;
    }

    public boolean mayComeBack() {
        return mayComeBack;
    }
}
