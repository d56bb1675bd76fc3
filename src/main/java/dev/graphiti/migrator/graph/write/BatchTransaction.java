package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a batch in one transaction: all of it or, with a {@code Neo4jException}, nothing. */
public interface BatchTransaction extends AutoCloseable {
    /** One result for each element, in any order; nodes are written before edges. */
    List<BatchResult> write(List<Pending> batch);

    /** The names of those of these nodes that are in the graph, by uuid. */
    Map<String, String> names(Set<String> uuids);

    /** This checkpoint is complete: nothing that was written before its barrier will be written again. */
    default void complete(long checkpoint) {}

    /** Shows that this writer lives, where no batch does. */
    default void renew() {}

    /** How often to do so; zero if it need not be shown. */
    default Duration renewEvery() {
        return Duration.ZERO;
    }

    @Override
    void close();
}
