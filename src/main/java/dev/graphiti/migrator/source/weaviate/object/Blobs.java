package dev.graphiti.migrator.source.weaviate.object;

/** How properties of the type blob are handled, which are files as base64 text. */
public enum Blobs {
    LEAVE_OUT,
    KEEP
}
