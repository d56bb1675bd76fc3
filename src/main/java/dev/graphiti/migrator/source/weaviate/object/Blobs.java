package dev.graphiti.migrator.source.weaviate.object;

/** What becomes of properties of the type blob, which are files as base64 text. */
public enum Blobs {
    LEAVE_OUT,
    KEEP
}
