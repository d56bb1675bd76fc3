package dev.graphiti.migrator.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Reads one system that holds records. Knows nothing of Graphiti, Neo4j or Flink's runtime. */
public interface RecordSource extends Serializable {
    /**
     * Disjoint units of work that together cover the source, in a stable order. Called once for a run, before its job; what
     * it returns is kept in the run's folder, so that the job and each resumption read the same splits.
     *
     * @throws dev.graphiti.migrator.model.MigratorException with {@code Fault.SOURCE} when there is nothing to read or
     *     it cannot be reached
     */
    List<SourceSplit> splits() throws IOException;

    /**
     * The splits, and what lies beside them and is not read. Called instead of {@link #splits} by whoever shows a plan to a
     * user; both return the same splits.
     */
    default Survey survey() throws IOException {
        return new Survey(splits(), List.of());
    }

    /**
     * Opens a split behind a record that was read from it before.
     *
     * @param position the {@code next} of the last record that was taken, or {@link SourceSplit#START}
     */
    RecordReader open(SourceSplit split, String position) throws IOException;

    /**
     * What a subtask opens its splits with; closed with it. For sources whose readers share something, such as
     * connections or a quota.
     */
    default SplitOpener opener(ReaderContext context) {
        return this::open;
    }

    /** How many splits a subtask reads side by side: more than one where reading is mostly waiting for answers. */
    default int splitsAtOnce() {
        return 1;
    }

    /**
     * How much the source itself says that it holds of what these splits cover, by collection. Asked before the first
     * split is read, where the answer is kept with the frozen plan, and again after the last one; the two are compared
     * with what was read. It comes from another way than reading itself: a count store, a statistic, a footer, the size
     * of a file.
     *
     * @return nothing for a collection that the source never counts; {@link SourceCount#unknown} for one that it cannot count now
     */
    default List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
        return List.of();
    }

    /** What reading these splits will take, one sentence for a person before it starts; empty if there is nothing to say. */
    default String estimate(List<SourceSplit> splits) {
        return "";
    }
}
