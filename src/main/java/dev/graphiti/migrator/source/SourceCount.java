package dev.graphiti.migrator.source;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a source itself says that it holds of one collection: the first term of the sum, which does not come from our
 * own reading.
 *
 * @param collection as in {@link SourceSplit#collection}, or as the records of a split name it
 * @param unit what is counted
 * @param count 0 or more; counts of one collection and unit are added up
 * @param certainty how far the count may differ from what is read though nothing was lost
 * @param unknown why there is no count, one sentence without its end; null if there is one
 */
public record SourceCount(
        String collection,
        Unit unit,
        long count,
        Certainty certainty,
        @Nullable String unknown) implements Serializable {
    /** In the place of a collection: all that the source does not count otherwise. */
    public static final String ALL_OTHERS = "";

    /** What a source counts in. */
    public enum Unit {
        /** Records, the damaged and skipped ones included. */
        RECORDS,
        /** Bytes of files as they are stored. */
        BYTES,
        /** Offsets of Kafka partitions, those without a record included. */
        OFFSETS
    }

    /** How a count is to be compared with what was read. */
    public enum Certainty {
        /** Of something that does not change, such as the files of a frozen plan: as much must have been read as was counted before. */
        EXACT,
        /** True at its moment, while others may write to the source: what was read must lie between the counts before and after. */
        LIVE,
        /** As {@link #LIVE}, but the source's count is updated with a delay; more may have been read than was ever counted. */
        LAGGING
    }

    public SourceCount(String collection, Unit unit, long count, Certainty certainty) {
        this(collection, unit, count, certainty, null);
    }

    /** A collection, or {@link #ALL_OTHERS}, that cannot be counted though it is read. */
    public static SourceCount unknown(String collection, String reason) {
        return new SourceCount(collection, Unit.RECORDS, 0, Certainty.LIVE, reason);
    }

    public SourceCount {
        Objects.requireNonNull(collection, "collection is null");
        if (count < 0) {
            throw new IllegalArgumentException("the count of " + collection + " is negative: " + count);
        }
    }
}
