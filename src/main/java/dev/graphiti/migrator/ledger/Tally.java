package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.model.ElementKind;

/**
 * So many of one thing. Tallies of the same thing may be written any number of times, by any subtask, in any order: they
 * are added up.
 *
 * <p>An outcome is exclusive: of the outcomes other than {@link #READ}, {@link #MAPPED} (of elements) and {@link #NOTE},
 * each record and each element gets exactly one.
 *
 * @param subject {@link #RECORD}, {@link #ELEMENT}, {@link #GROUP}, {@link #THROUGHPUT}, {@link #RETRY}, {@link #CHECKPOINT}
 *     or {@link #SOURCE}
 * @param collection of the source; empty for what belongs to none
 * @param kind graph name of an element's kind, id of a group, first second of a bucket since 1970, why a batch was sent
 *     again, or the id of a split; empty for records
 * @param detail rule of a skip, reason of a dead letter, text of a note, job of a checkpoint; else empty
 */
public record Tally(String subject, String collection, String kind, String outcome, String detail, long count) {
    public static final String RECORD = "record";
    public static final String ELEMENT = "element";
    public static final String GROUP = "group";
    public static final String THROUGHPUT = "throughput";
    /** A batch that was sent to the graph again. */
    public static final String RETRY = "retry";
    /** A checkpoint that covers counts of its own, by its number in {@code kind}. */
    public static final String CHECKPOINT = "checkpoint";
    /** What was read of the source in its own units, and the splits of its plan that were read to their end. */
    public static final String SOURCE = "source";

    public static final String READ = "read";
    public static final String MAPPED = "mapped";
    public static final String SKIPPED = "skipped";
    public static final String DEAD_LETTERED = "dead-lettered";
    /** Something worth telling of a record that stands outside the sum, for instance that it had no time. */
    public static final String NOTE = "note";

    /** Of a split: read to its end. */
    public static final String ENDED = "ended";
    /** Of the source: it follows damage that is a dead letter. */
    public static final String LOST = "lost";

    /** Created by this run. */
    public static final String WRITTEN = "written";
    /** It was in the graph already, or came twice in the run; nothing of it was changed. */
    public static final String MERGED = "merged";
    /** It was in the graph already and the run changed it; counted instead of {@link #MERGED}, not besides. */
    public static final String UPDATED = "updated";

    public static final String ELEMENTS = "elements";
    /** Elements of a group that carry a vector: what a search over the group has to go through. */
    public static final String VECTORS = "vectors";

    public static Tally read(String collection, long count) {
        return new Tally(RECORD, collection, "", READ, "", count);
    }

    public static Tally mapped(String collection, long count) {
        return new Tally(RECORD, collection, "", MAPPED, "", count);
    }

    public static Tally skipped(String collection, String rule, long count) {
        return new Tally(RECORD, collection, "", SKIPPED, rule, count);
    }

    public static Tally deadLettered(String collection, String reason, long count) {
        return new Tally(RECORD, collection, "", DEAD_LETTERED, reason, count);
    }

    public static Tally note(String collection, String text, long count) {
        return new Tally(RECORD, collection, "", NOTE, text, count);
    }

    /** Of elements; the outcome is {@link #MAPPED}, {@link #WRITTEN}, {@link #MERGED} or {@link #UPDATED}. */
    public static Tally element(String collection, ElementKind kind, String outcome, long count) {
        return new Tally(ELEMENT, collection, kind.graphName(), outcome, "", count);
    }

    public static Tally deadElement(String collection, ElementKind kind, String reason, long count) {
        return new Tally(ELEMENT, collection, kind.graphName(), DEAD_LETTERED, reason, count);
    }

    /** Of a group; what is counted is {@link #ELEMENTS} or {@link #VECTORS}. */
    public static Tally group(String groupId, String what, long count) {
        return new Tally(GROUP, "", groupId, what, "", count);
    }

    /** Of a moment; the outcome is {@link #READ} (records) or {@link #WRITTEN} (elements). */
    public static Tally throughput(long epochSecond, String outcome, long count) {
        return new Tally(THROUGHPUT, "", Long.toString(epochSecond), outcome, "", count);
    }

    /** Of batches that were sent again for this failure. */
    public static Tally retried(String failure, long count) {
        return new Tally(RETRY, "", failure, "retried", "", count);
    }

    /** Handed on with the counts that become visible with a checkpoint. */
    public static Tally checkpoint(long number, String jobId) {
        return new Tally(CHECKPOINT, "", Long.toString(number), "counted", jobId, 1);
    }

    /** A split of the plan was read to its end. */
    public static Tally splitEnded(String collection, String splitId) {
        return new Tally(SOURCE, collection, splitId, ENDED, "", 1);
    }

    /** So much of the source was read, in what its splits are measured in. */
    public static Tally sourceRead(String collection, long amount) {
        return new Tally(SOURCE, collection, "", READ, "", amount);
    }

    /** So much of the source cannot be read, since it follows damage that is a dead letter. */
    public static Tally sourceLost(String collection, long amount) {
        return new Tally(SOURCE, collection, "", LOST, "", amount);
    }

    Tally withCount(long newCount) {
        return new Tally(subject, collection, kind, outcome, detail, newCount);
    }
}
