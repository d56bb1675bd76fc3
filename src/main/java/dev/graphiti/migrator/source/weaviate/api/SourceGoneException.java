package dev.graphiti.migrator.source.weaviate.api;

/** A class or tenant can no longer be read as it was. */
public final class SourceGoneException extends Exception {
    private final String reason;
    private final boolean mayComeBack;

    private SourceGoneException(String reason, boolean mayComeBack) {
        super(reason);
        this.reason = reason;
        this.mayComeBack = mayComeBack;
    }

    public static SourceGoneException forGood(String reason) {
        return new SourceGoneException(reason, false);
    }

    public static SourceGoneException forNow(String reason) {
        return new SourceGoneException(reason, true);
    }

    /** What has happened to it, in a few words. */
    public String reason() {
        return reason;
    }

    public boolean mayComeBack() {
        return mayComeBack;
    }
}
