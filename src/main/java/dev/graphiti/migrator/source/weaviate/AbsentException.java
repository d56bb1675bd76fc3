package dev.graphiti.migrator.source.weaviate;

/** A class or tenant can no longer be read as it was. */
final class AbsentException extends Exception {
    private final String reason;
    private final boolean mayComeBack;

    private AbsentException(String reason, boolean mayComeBack) {
        super(reason);
        this.reason = reason;
        this.mayComeBack = mayComeBack;
    }

    static AbsentException forGood(String reason) {
        return new AbsentException(reason, false);
    }

    static AbsentException forNow(String reason) {
        return new AbsentException(reason, true);
    }

    /** What has happened to it, in a few words. */
    String reason() {
        return reason;
    }

    boolean mayComeBack() {
        return mayComeBack;
    }
}
