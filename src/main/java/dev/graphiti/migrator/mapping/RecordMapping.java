package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Turns source records into Graphiti elements: a pure function of the record, the configuration and the run's start.
 * Never fails on a record; may be used by several threads.
 */
public interface RecordMapping extends Serializable {
    /** What becomes of the record. */
    Mapping map(SourceRecord record);

    /** Whether {@link #reshaper} has a program for any collection. */
    default boolean hasReshapes() {
        return false;
    }

    /** What turns records into others before they are mapped: a new one, for one thread. */
    default Reshaper reshaper() {
        return new Reshaper(collection -> null);
    }

    /** Whether {@link #references} is to be asked: whether a record may need others to be mapped. */
    default boolean hasReferences() {
        return false;
    }

    /** What a record tells and asks of others; {@link #map} is given the record with its answers. */
    default References references(SourceRecord record) {
        return References.NONE;
    }

    /** How many ends of one fact may have names that the record does not have, 0 to 2. */
    default int unnamedEnds() {
        return 0;
    }

    /** Whether facts of other records may need the names of the entities of this collection. */
    default boolean isNamedByOthers(String collection) {
        return false;
    }

    /**
     * By what the latest of several records of one identity is found.
     *
     * @param path of the field
     * @throws MappingException if the record has a value there that has no order
     */
    default Rank rank(SourceRecord record, String path) {
        return Rank.MISSING;
    }

    /**
     * The identity that a record which was skipped or rejected would have if it were mapped.
     *
     * @return a record without elements; null if the record has no identity, or the mapping does not know it
     */
    default @Nullable MappedRecord notMapped(SourceRecord record) {
        return null;
    }

    /** Watches which rules of the mapping are of use. */
    default Coverage coverage() {
        return Coverage.NONE;
    }

    /** The record, and what becomes of it, for a reader. */
    default String explain(SourceRecord record) {
        return Explanation.of(record, map(record));
    }
}
