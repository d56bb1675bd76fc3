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
 * @param fields its content; empty when it is damaged
 * @param damage why it cannot be read, one sentence; null for a sound record
 * @param raw the damaged text, cut at the source's bound; null for a sound record
 * @param note the word of a mere note, for instance {@code gone-while-read}; null for a record
 */
public record SourceRecord(
        RecordOrigin origin,
        String next,
        long progress,
        Fields fields,
        @Nullable String damage,
        @Nullable String raw,
        @Nullable String note) {
    public static SourceRecord sound(RecordOrigin origin, String next, long progress, Fields fields) {
        return new SourceRecord(origin, next, progress, fields, null, null, null);
    }

    public static SourceRecord damaged(RecordOrigin origin, String next, long progress, String damage, String raw) {
        return new SourceRecord(origin, next, progress, Fields.EMPTY, damage, raw, null);
    }

    public static SourceRecord noted(RecordOrigin origin, String next, long progress, String note) {
        return new SourceRecord(origin, next, progress, Fields.EMPTY, null, null, note);
    }
}
