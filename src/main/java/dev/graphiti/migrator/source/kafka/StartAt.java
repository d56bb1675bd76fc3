package dev.graphiti.migrator.source.kafka;

/** Where a new run starts in each partition; a resumed one goes on where its state says. */
public enum StartAt {
    EARLIEST,
    LATEST,
    /** At the first message of that time or later. */
    TIMESTAMP,
    /** At offsets that are named; in other partitions at the earliest message. */
    OFFSETS
}
