package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How elements are written to the graph. */
public record WriteOptions(
        @Setting(
                value = "Maximum number of elements in a transaction.",
                defaultValue = "4000",
                min = "1",
                max = "100000")
        int batchSize,

        @Setting(
                value = "Maximum size of the elements in a transaction, approximately as sent to the server.",
                defaultValue = "16mb",
                min = "64kb",
                max = "256mb")
        ByteSize batchBytes,

        @Setting(
                value = "How long an element waits for its batch to fill.",
                defaultValue = "1s",
                min = "10ms",
                max = "10 min")
        Duration flushInterval,

        @Setting(
                value = "What to do with an element that an earlier run, Graphiti or another client has written:"
                        + " keep it unchanged, set the properties of the record, or stop the run.",
                defaultValue = "keep")
        OnExisting onExisting,

        @Setting(
                value = "What to do with elements of the last run of the same run.name that the source no longer has:"
                        + " keep them, end the validity of their facts, or remove them. They are only listed unless"
                        + " the run is started with --execute.",
                defaultValue = "keep")
        OnGone onGone,

        @Setting(
                value =
                        "What to do with records of one collection and id with different content: `dead-letter`"
                                + " keeps the one that is read first, which depends on timing, and writes dead letters for"
                                + " the others; `first` and `last` keep one in the order of the source; `latest` keeps the"
                                + " one with the highest value of `latest-by`; `merge` merges them. All values except `dead-letter` hold every record until the source is exhausted.",
                defaultValue = "dead-letter")
        OnDuplicate onDuplicate,

        @Setting(
                value = "The path of a time or a number, for `on-duplicate: latest`. A record without it counts as the"
                        + " oldest; of equal ones, the last in the order of the source is kept.")
        @Nullable
        String latestBy,

        @Setting(
                value = "How long a server that is unavailable or refuses connections is retried before the run"
                        + " stops.",
                defaultValue = "10 min",
                min = "0s",
                max = "7d")
        Duration outageLimit,

        @Setting(
                value = "The maximum number of subtasks that process one group. With 1, one subtask processes a"
                        + " group and writes its nodes before its edges. Set it to the parallelism if one group"
                        + " contains most of the records: all subtasks then embed its texts and write its nodes,"
                        + " and one writes its edges.",
                defaultValue = "1",
                min = "1",
                max = "512")
        int spread,

        @Setting(
                value = "How often edges that wait for their ends are retried before the source is exhausted.",
                defaultValue = "1 min",
                min = "1s",
                max = "1d")
        Duration retryWaitingEvery)
        implements Serializable {

    public WriteOptions {
        if (onDuplicate == OnDuplicate.LATEST && (latestBy == null || latestBy.isBlank())) {
            throw new IllegalArgumentException(
                    "on-duplicate is 'latest', but latest-by is missing; name the field with the time of a change");
        }
        if (onDuplicate != OnDuplicate.LATEST && latestBy != null) {
            throw new IllegalArgumentException("latest-by needs on-duplicate: latest; set it, or remove latest-by");
        }
    }

    /** What happens to an element that is in the graph already and was not made by this run. */
    public enum OnExisting {
        /** It stays as it is and counts as merged. */
        KEEP,
        /** It takes our properties; what it had is kept in the ledger. */
        UPDATE,
        /** The run stops. */
        FAIL
    }

    /** What becomes of elements of the last run that the source no longer has. */
    public enum OnGone {
        /** They stay as they are. */
        KEEP,
        /** Facts stop being valid at the start of the run. */
        EXPIRE,
        /** They are removed, unless others have changed them or refer to them. */
        REMOVE
    }

    /** What becomes of records of one identity with different content. */
    public enum OnDuplicate {
        /** The one that is read first passes, at once; the others are dead letters. Equal ones are merged. */
        DEAD_LETTER,
        /** The first one by place in the source passes, at the end of it; the others are skipped. */
        FIRST,
        /** The last one by place in the source passes, at the end of it; the others are skipped. */
        LAST,
        /** The one with the highest value in a field passes, at the end of the source; the others are skipped. */
        LATEST,
        /** They pass as one, at the end of the source. */
        MERGE;

        /** Whether nothing passes before the source is exhausted. */
        public boolean holds() {
            return this != DEAD_LETTER;
        }
    }
}
