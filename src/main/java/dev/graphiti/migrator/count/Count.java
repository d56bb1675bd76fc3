package dev.graphiti.migrator.count;

import dev.graphiti.migrator.model.ElementKind;
import java.util.function.Function;

/**
 * How many of one thing. Counts of the same thing may be written any number of times, by any subtask, in any order: they
 * are added up.
 *
 * @param collection of the source; empty for what belongs to none
 * @param kind graph name of an element's kind, id of a group, first second of a bucket since 1970, why a batch was sent
 *     again, the number of a checkpoint, the id of a split, or the name of a rule; empty for records
 * @param detail rule of a skip, reason of a dead letter, text of a note, job of a checkpoint, path nearest to one that was missed; else empty
 */
public record Count(Subject subject, String collection, String kind, Outcome outcome, String detail, long count) {
    /** What is counted. */
    public enum Subject {
        RECORD("record"),
        ELEMENT("element"),
        GROUP("group"),
        THROUGHPUT("throughput"),
        /** A batch that was sent to the graph again. */
        RETRY("retry"),
        /** A checkpoint for which the subtask has counted something. */
        CHECKPOINT("checkpoint"),
        /** A path or rule of a mapping, and whether a record has it. */
        RULE("rule"),
        /** What was read of the source in its own units, and the splits of its plan that were read to their end. */
        SOURCE("source");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        /** Its name in files and metrics. */
        public String word() {
            return word;
        }

        /** The subject of that name. */
        public static Subject named(String word) {
            return Count.named(values(), Subject::word, word);
        }
    }

    /**
     * What became of it. Of those other than {@link #READ}, {@link #RESULT}, {@link #MAPPED} (of elements) and {@link #NOTE}, each
     * record and each element gets exactly one.
     */
    public enum Outcome {
        READ("read"),
        MAPPED("mapped"),
        /** Read, and turned into others that are counted as {@link #RESULT}. */
        RESHAPED("reshaped"),
        /** Made of a record that was read. */
        RESULT("result"),
        SKIPPED("skipped"),
        DEAD_LETTERED("dead-lettered"),
        /** Something about a record that is outside of the sum, for instance that it had no time. */
        NOTE("note"),

        /** Of a split: read to its end. */
        ENDED("ended"),
        /** Of the source: it follows damage that is a dead letter. */
        LOST("lost"),

        /** Created by this run. */
        WRITTEN("written"),
        /** It was in the graph already, or came twice in the run; nothing of it was changed. */
        MERGED("merged"),
        /** It was in the graph already and the run changed it; counted instead of {@link #MERGED}, not in addition. */
        UPDATED("updated"),
        /** The last run has written it, and its record is the same; nothing was asked or written. */
        UNCHANGED("unchanged"),
        /** The last run has written it, others have changed it since, and it stays though its record has changed. */
        KEPT_CHANGED("kept-changed"),
        /** Of the last run's elements: no record of this run has made it. Outside of the sum. */
        GONE("gone"),
        /** As {@link #GONE}, but its record was skipped or is a dead letter. Outside of the sum. */
        NOT_MAPPED("not-mapped"),

        /** Of a group. */
        ELEMENTS("elements"),
        /** Elements of a group that carry a vector: what a search over the group has to go through. */
        VECTORS("vectors"),

        /** Of a rule: a record has what it looks for. */
        FOUND("found"),
        /** Of a rule: a record does not have what it looks for. */
        MISSED("missed"),

        /** Of a batch. */
        RETRIED("retried"),
        /** Of a checkpoint. */
        COUNTED("counted");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** Its name in files and metrics. */
        public String word() {
            return word;
        }

        /** The outcome of that name. */
        public static Outcome named(String word) {
            return Count.named(values(), Outcome::word, word);
        }
    }

    private static <E> E named(E[] values, Function<E, String> name, String word) {
        for (E value : values) {
            if (name.apply(value).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("nothing is counted as '" + word + "'");
    }

    public static Count read(String collection, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.READ, "", count);
    }

    public static Count mapped(String collection, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.MAPPED, "", count);
    }

    /** Of records that became others. */
    public static Count reshaped(String collection, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.RESHAPED, "", count);
    }

    /** Of the records that they became. */
    public static Count results(String collection, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.RESULT, "", count);
    }

    public static Count skipped(String collection, String rule, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.SKIPPED, rule, count);
    }

    public static Count deadLettered(String collection, String reason, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.DEAD_LETTERED, reason, count);
    }

    public static Count note(String collection, String text, long count) {
        return new Count(Subject.RECORD, collection, "", Outcome.NOTE, text, count);
    }

    /** Of elements; the outcome is {@link Outcome#MAPPED}, {@link Outcome#WRITTEN}, {@link Outcome#MERGED} or another that an element can have. */
    public static Count element(String collection, ElementKind kind, Outcome outcome, long count) {
        return new Count(Subject.ELEMENT, collection, kind.graphName(), outcome, "", count);
    }

    public static Count deadElement(String collection, ElementKind kind, String reason, long count) {
        return new Count(Subject.ELEMENT, collection, kind.graphName(), Outcome.DEAD_LETTERED, reason, count);
    }

    /** Of a group; what is counted is {@link Outcome#ELEMENTS} or {@link Outcome#VECTORS}. */
    public static Count group(String groupId, Outcome what, long count) {
        return new Count(Subject.GROUP, "", groupId, what, "", count);
    }

    /** Of a moment; the outcome is {@link Outcome#READ} (records) or {@link Outcome#WRITTEN} (elements). */
    public static Count throughput(long epochSecond, Outcome outcome, long count) {
        return new Count(Subject.THROUGHPUT, "", Long.toString(epochSecond), outcome, "", count);
    }

    /** Of batches that were sent again for this failure. */
    public static Count retried(String failure, long count) {
        return new Count(Subject.RETRY, "", failure, Outcome.RETRIED, "", count);
    }

    /**
     * Of a rule of a mapping.
     *
     * @param collection the key of the mapping
     * @param outcome {@link Outcome#FOUND} or {@link Outcome#MISSED}
     * @param nearest the path that is most similar to the one that was missed; empty if there is none
     */
    public static Count rule(String collection, String rule, Outcome outcome, String nearest) {
        return new Count(Subject.RULE, collection, rule, outcome, nearest, 1);
    }

    /** Handed on with the counts that become visible with a checkpoint. */
    public static Count checkpoint(long number, String jobId) {
        return new Count(Subject.CHECKPOINT, "", Long.toString(number), Outcome.COUNTED, jobId, 1);
    }

    /** A split of the plan was read to its end. */
    public static Count splitEnded(String collection, String splitId) {
        return new Count(Subject.SOURCE, collection, splitId, Outcome.ENDED, "", 1);
    }

    /** So much of the source was read, in what its splits are measured in. */
    public static Count sourceRead(String collection, long amount) {
        return new Count(Subject.SOURCE, collection, "", Outcome.READ, "", amount);
    }

    /** So much of the source cannot be read, since it follows damage that is a dead letter. */
    public static Count sourceLost(String collection, long amount) {
        return new Count(Subject.SOURCE, collection, "", Outcome.LOST, "", amount);
    }

    Count withCount(long newCount) {
        return new Count(subject, collection, kind, outcome, detail, newCount);
    }
}
