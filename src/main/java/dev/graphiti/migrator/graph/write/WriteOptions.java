package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

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
                value = "What to do with records of one collection and id with different content: `dead-letter`"
                        + " keeps the one that is read first, which depends on timing, and writes dead letters for"
                        + " the others; `first` and `last` keep one in the order of the source; `merge` merges"
                        + " them. All values except `dead-letter` hold every record until the source is exhausted.",
                defaultValue = "dead-letter")
        OnDuplicate onDuplicate,

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

    /** What happens to an element that is in the graph already and was not made by this run. */
    public enum OnExisting {
        /** It stays as it is and counts as merged. */
        KEEP,
        /** It takes our properties; what it had is kept in the ledger. */
        UPDATE,
        /** The run stops. */
        FAIL
    }

    /** What becomes of records of one identity with different content. */
    public enum OnDuplicate {
        /** The one that is read first passes, at once; the others are dead letters. Equal ones are merged. */
        DEAD_LETTER,
        /** The first one by place in the source passes, at the end of it; the others are skipped. */
        FIRST,
        /** The last one by place in the source passes, at the end of it; the others are skipped. */
        LAST,
        /** They pass as one, at the end of the source. */
        MERGE;

        /** Whether nothing passes before the source is exhausted. */
        public boolean holds() {
            return this != DEAD_LETTER;
        }
    }
}
