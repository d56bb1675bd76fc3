package dev.graphiti.migrator.source.kafka;

/** Where reading ends. */
public enum ReadMode {
    /** At what was committed to the topics when the run started. */
    UNTIL_NOW,
    /** Never by itself. */
    CONTINUOUS
}
