package dev.graphiti.migrator.source.pinecone;

/** Which of Pinecone's two interfaces an index was made with; it answers only to that one. */
public enum IndexKind {
    CLASSIC("2025-10"),
    DOCUMENTS("2026-07");

    private final String defaultVersion;

    IndexKind(String defaultVersion) {
        this.defaultVersion = defaultVersion;
    }

    String defaultVersion() {
        return defaultVersion;
    }
}
