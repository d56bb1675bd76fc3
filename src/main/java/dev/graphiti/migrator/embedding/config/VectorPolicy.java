package dev.graphiti.migrator.embedding.config;

/** What to do with vectors of the records. */
public enum VectorPolicy {
    /** They stay, if they have the right dimension; else the record is a dead letter. */
    KEEP,
    /** They are ignored, and made anew from the text. */
    REEMBED
}
