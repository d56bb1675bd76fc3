package dev.graphiti.migrator.source;

import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One thing as the source wrote it, or the trace of one that cannot be read. Or a mere note for the report, which is
 * counted by its word and goes no further: it has a position like a record, so it too is counted exactly once.
 *
 * @param origin where it came from
 * @param next the position from which reading goes on behind this record
 * @param progress how much of the split lies behind it, in the unit of {@link SourceSplit#size}
 * @param fields its content; empty when it is damaged or skipped
 * @param about what the source tells of it besides its content, such as {@code timestamp}; no part of its hash
 * @param skippedBy the name of the source's own rule that leaves it out; null for all others
 * @param damage why it cannot be read, one sentence; null for a sound record
 * @param raw the damaged text, cut at the source's bound; null for a sound record
 * @param note the word of a mere note, for instance {@code gone-while-read}; null for a record
 * @param deletes whether it also says that all records of its id before it in its split are deleted
 */
public record SourceRecord(
        RecordOrigin origin,
        String next,
        long progress,
        Fields fields,
        Fields about,
        @Nullable String skippedBy,
        @Nullable String damage,
        @Nullable String raw,
        @Nullable String note,
        boolean deletes) {
    private static final String COUNT = "count";

    public static SourceRecord sound(RecordOrigin origin, String next, long progress, Fields fields) {
        return new SourceRecord(origin, next, progress, fields, Fields.EMPTY, null, null, null, null, false);
    }

    /** One that goes no further, but is counted by the name of a rule. */
    public static SourceRecord skipped(RecordOrigin origin, String next, long progress, String rule) {
        return new SourceRecord(origin, next, progress, Fields.EMPTY, Fields.EMPTY, rule, null, null, null, false);
    }

    public static SourceRecord damaged(RecordOrigin origin, String next, long progress, String damage, String raw) {
        return new SourceRecord(origin, next, progress, Fields.EMPTY, Fields.EMPTY, null, damage, raw, null, false);
    }

    public static SourceRecord noted(RecordOrigin origin, String next, long progress, String note) {
        return new SourceRecord(origin, next, progress, Fields.EMPTY, Fields.EMPTY, null, null, null, note, false);
    }

    /** The same, which says that all records of its id before it in its split are deleted. */
    public SourceRecord deleting() {
        return new SourceRecord(origin, next, progress, fields, about, skippedBy, damage, raw, note, true);
    }

    /** A note that counts for so many. */
    public static SourceRecord noted(RecordOrigin origin, String next, long progress, String note, long count) {
        return noted(origin, next, progress, note).withAbout(Fields.of(COUNT, count));
    }

    /** How many a note counts for. */
    public long noteCount() {
        return about.at(COUNT) instanceof Long count ? count : 1;
    }

    public SourceRecord withAbout(Fields newAbout) {
        return new SourceRecord(origin, next, progress, fields, newAbout, skippedBy, damage, raw, note, deletes);
    }
}
