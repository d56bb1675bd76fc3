package dev.graphiti.migrator.source.parquet;

/** What to do when the files of a collection disagree on what a column holds. */
public enum MixedTypes {
    REFUSE,
    READ
}
