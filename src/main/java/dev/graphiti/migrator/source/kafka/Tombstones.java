package dev.graphiti.migrator.source.kafka;

/** How a message without a value is handled, which removes a key from a compacted topic. */
public enum Tombstones {
    SKIP,
    DEAD_LETTER
}
