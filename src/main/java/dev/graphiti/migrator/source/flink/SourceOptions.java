package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.Serializable;
import org.apache.flink.api.connector.source.Source;

/** The section {@code source} of the configuration; each system has its own, chosen by {@code type}. */
public interface SourceOptions extends Serializable {
    /** What plans, checks and dry runs read, and the job too where it has no connector of its own. */
    RecordSource source();

    /**
     * What the job reads.
     *
     * @param plan the splits that were planned before the job, once for all starts of the run
     */
    default Source<SourceRecord, ?, ?> flinkSource(FrozenSplits plan) {
        return new FlinkRecordSource(source(), plan);
    }

    /**
     * Whether what the job reads emits {@link SourceRecord#ended} once for each split of {@link RecordSource#splits}, so
     * that a split without an end was not read.
     */
    default boolean endsEachSplit() {
        return true;
    }

    /** Whether one of its records may say that others are deleted: {@link SourceRecord#deletes}. */
    default boolean tellsDeletions() {
        return false;
    }
}
