package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

/** How elements get into the graph. */
public record WriteOptions(
        @Setting(value = "Elements of one transaction at most.", defaultValue = "4000")
        int batchSize,

        @Setting(
                value = "Size of one transaction's elements at most, roughly as they travel to the server.",
                defaultValue = "16mb")
        ByteSize batchBytes,

        @Setting(value = "How long an element waits for its batch to fill.", defaultValue = "1s")
        Duration flushInterval,

        @Setting(
                value = "What happens to an element that an earlier run, Graphiti or somebody else has put into the"
                        + " graph: it stays as it is, takes our properties, or stops the run.",
                defaultValue = "keep")
        OnExisting onExisting,

        @Setting(
                value = "How long a server that is down or refuses connections is tried again before the run"
                        + " stops.",
                defaultValue = "10 min")
        Duration outageLimit,

        @Setting(
                value = "Over how many subtasks one group may be spread. 1 keeps a group together, which writes"
                        + " its nodes before its edges; raise it when one group holds most of the records.",
                defaultValue = "1")
        int spread,

        @Setting(
                value = "How often edges that wait for their ends are tried again before the source is" + " exhausted.",
                defaultValue = "1 min")
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

    public WriteOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch-size must be at least 1, it is " + batchSize);
        }
        if (spread < 1) {
            throw new IllegalArgumentException("spread must be at least 1, it is " + spread);
        }
    }
}
