package dev.graphiti.migrator.source;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.Fields;
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
 * @param raw what is there of the damaged item; null for a sound record
 * @param note the word of a mere note, for instance {@code gone-while-read}; null for a record
 * @param lost how much of the split, in what its source counts in, cannot be read because of this damage, besides this
 *     record itself: the rest of a damaged file
 * @param deletes whether it also says that all records of its id before it in its split are deleted
 * @param result its number among the records that were made of one record of the source, from 1; {@link #NO_RESULT} for a
 *     record of the source itself
 */
public record SourceRecord(
        RecordOrigin origin,
        String next,
        long progress,
        Fields fields,
        Fields about,
        @Nullable String skippedBy,
        @Nullable String damage,
        @Nullable Kept raw,
        @Nullable String note,
        long lost,
        boolean deletes,
        int result) {
    /** In the place of a result's number. */
    public static final int NO_RESULT = 0;

    private static final String END_OF_SPLIT = "end-of-split";
    private static final String COUNT = "count";
    private static final String COVERS = "covers";
    /** In {@link #about}: the names of the source's own that fields of the record have; they are counted as a note. */
    public static final String RESERVED_NAMES = "reserved-names";

    public static SourceRecord sound(RecordOrigin origin, String next, long progress, Fields fields) {
        return new SourceRecord(
                origin, next, progress, fields, Fields.EMPTY, null, null, null, null, 0, false, NO_RESULT);
    }

    /** One that goes no further, but is counted by the name of a rule. */
    public static SourceRecord skipped(RecordOrigin origin, String next, long progress, String rule) {
        return new SourceRecord(
                origin, next, progress, Fields.EMPTY, Fields.EMPTY, rule, null, null, null, 0, false, NO_RESULT);
    }

    public static SourceRecord damaged(RecordOrigin origin, String next, long progress, String damage, Kept raw) {
        return new SourceRecord(
                origin, next, progress, Fields.EMPTY, Fields.EMPTY, null, damage, raw, null, 0, false, NO_RESULT);
    }

    public static SourceRecord noted(RecordOrigin origin, String next, long progress, String note) {
        return new SourceRecord(
                origin, next, progress, Fields.EMPTY, Fields.EMPTY, null, null, null, note, 0, false, NO_RESULT);
    }

    /**
     * The mere end of a split. It is counted once, like a note, so that a split which is dropped or read twice is seen.
     *
     * @param read how much of the split was read, in the unit of its size
     */
    public static SourceRecord ended(SourceSplit split, long read) {
        RecordOrigin origin = new RecordOrigin("", split.collection(), "", split.id(), END_OF_SPLIT);
        return noted(origin, SourceSplit.END, read, END_OF_SPLIT);
    }

    /** Whether it is the mere end of a split; {@link #progress} is how much was read of it then. */
    public boolean isEnd() {
        return next.equals(SourceSplit.END);
    }

    /** With the position before it, from which it is read again. */
    public SourceRecord readFrom(String before) {
        return new SourceRecord(
                origin.readFrom(before),
                next,
                progress,
                fields,
                about,
                skippedBy,
                damage,
                raw,
                note,
                lost,
                deletes,
                result);
    }

    /** With so much after it that cannot be read because of its damage. */
    public SourceRecord withLost(long newLost) {
        return new SourceRecord(
                origin, next, progress, fields, about, skippedBy, damage, raw, note, newLost, deletes, result);
    }

    /** The same, which says that all records of its id before it in its split are deleted. */
    public SourceRecord deleting() {
        return new SourceRecord(
                origin, next, progress, fields, about, skippedBy, damage, raw, note, lost, true, result);
    }

    /**
     * One of the records that this one was turned into. Its position is its own, and its id as well if the source knows one.
     *
     * @param number from 1
     */
    public SourceRecord result(int number, Fields newFields) {
        RecordOrigin own = new RecordOrigin(
                origin.system(),
                origin.collection(),
                origin.id().isEmpty() ? "" : origin.id() + "#" + number,
                origin.split(),
                origin.position() + " result " + number,
                origin.resume());
        return new SourceRecord(
                own,
                next,
                progress,
                newFields,
                about,
                skippedBy,
                damage,
                raw,
                note,
                number == 1 ? lost : 0,
                deletes && number == 1,
                number);
    }

    /** The same, whose origin is that of a result already. */
    SourceRecord asResult(int number) {
        return new SourceRecord(
                origin, next, progress, fields, about, skippedBy, damage, raw, note, lost, deletes, number);
    }

    /** The id of the record in its source, also of a result of it. */
    public String sourceId() {
        String id = origin.id();
        return result == NO_RESULT || id.isEmpty() ? id : id.substring(0, id.lastIndexOf('#'));
    }

    /** A note that counts for so many. */
    public static SourceRecord noted(RecordOrigin origin, String next, long progress, String note, long count) {
        return noted(origin, next, progress, note).withAbout(Fields.of(COUNT, count));
    }

    /** The same of what is part of the source's own count though it is no record, such as offsets of Kafka without one. */
    public static SourceRecord covering(RecordOrigin origin, String next, String note, long count) {
        return noted(origin, next, 0, note).withAbout(Fields.of(COUNT, count, COVERS, true));
    }

    /** How much of the source's own count is accounted for by this note. */
    public long covered() {
        return about.root().containsKey(COVERS) ? noteCount() : 0;
    }

    /** How many a note counts for. */
    public long noteCount() {
        return about.at(COUNT) instanceof Long count ? count : 1;
    }

    /** The same with other content. */
    @SuppressWarnings("ReferenceEquality") // It only saves an object.
    public SourceRecord withFields(Fields newFields) {
        return newFields == fields
                ? this
                : new SourceRecord(
                        origin, next, progress, newFields, about, skippedBy, damage, raw, note, lost, deletes, result);
    }

    public SourceRecord withAbout(Fields newAbout) {
        return new SourceRecord(
                origin, next, progress, fields, newAbout, skippedBy, damage, raw, note, lost, deletes, result);
    }
}
