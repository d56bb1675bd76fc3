package dev.graphiti.migrator.source.parquet;

/** What the folders and columns of an input mean. */
public enum ParquetLayout {
    /** Every row is a record with the columns as its fields; folders named key=value are fields, too. */
    PLAIN,
    /** What Pinecone imports from: a folder for each namespace, a row for each vector. */
    PINECONE_IMPORT
}
