package dev.graphiti.migrator.source;

import java.io.Serializable;
import org.apache.flink.api.connector.source.Source;

/** The section {@code source} of the configuration; each system has its own, chosen by {@code type}. */
public interface SourceOptions extends Serializable {
    /** What checks and dry runs read, and the job too where it has no connector of its own. */
    RecordSource source();

    /** What the job reads. */
    default Source<SourceRecord, ?, ?> flinkSource() {
        return new FlinkRecordSource(source());
    }

    /** Whether one of its records may say that others are deleted: {@link SourceRecord#deletes}. */
    default boolean tellsDeletions() {
        return false;
    }
}
