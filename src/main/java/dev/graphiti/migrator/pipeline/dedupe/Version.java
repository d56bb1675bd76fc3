package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.model.MappedRecord;
import org.jspecify.annotations.Nullable;

/**
 * One state of a record, as a source that is read as a history of records has it.
 *
 * @param identity what makes records duplicates of each other
 * @param sourceKey what the source itself knows the record by; empty where it tells no deletions
 * @param record null where all records of that identity and key so far are deleted
 * @param rank by what the latest of several records is found; null where that is not asked for
 */
public record Version(
        String identity,
        String sourceKey,
        @Nullable MappedRecord record,
        @Nullable Rank rank) {
    public static Version of(MappedRecord record, String sourceKey) {
        return of(record, sourceKey, null);
    }

    public static Version of(MappedRecord record, String sourceKey, @Nullable Rank rank) {
        return new Version(GroupPartitioner.keyOfRecord(record), sourceKey, record, rank);
    }

    public static Version deletion(String identity, String sourceKey) {
        return new Version(identity, sourceKey, null, null);
    }
}
