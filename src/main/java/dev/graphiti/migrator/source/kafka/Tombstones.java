package dev.graphiti.migrator.source.kafka;

/** What becomes of a message without a value, which tells a compacted topic to forget a key. */
public enum Tombstones {
    SKIP,
    DEAD_LETTER
}
