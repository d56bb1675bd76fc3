package dev.graphiti.migrator.source;

import java.io.Serializable;

/**
 * A unit of source work, independent of parallelism.
 *
 * @param id names it in messages, for instance {@code support/2025-q1.jsonl[0,67108864)}; unique in the source
 * @param collection what its records belong to; the mapping is chosen by it
 * @param spec what the source needs to open it, in the source's own notation
 * @param size how much there is to read, in bytes or whatever the source counts in; 0 where it is not known
 */
public record SourceSplit(String id, String collection, String spec, long size) implements Serializable {
    /** The position before the first record. */
    public static final String START = "";

    /** The position after its end was counted; no source has it among its own, and none is asked to open it. */
    public static final String END = "\n(end)";
}
