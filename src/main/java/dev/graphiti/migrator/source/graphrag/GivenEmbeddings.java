package dev.graphiti.migrator.source.graphrag;

/** What happens to the vectors in snapshots of embeddings. */
public enum GivenEmbeddings {
    /** Those whose text is what Graphiti embeds stay. */
    KEEP,
    /** They are not read, and all vectors are made anew. */
    REEMBED
}
