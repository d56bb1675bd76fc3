package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.source.SourceRecord;
import java.io.Serializable;
import java.util.function.Function;

/** What a record is called where a test compares what was read. */
@FunctionalInterface
public interface Naming extends Function<SourceRecord, String>, Serializable {
    /** By its id, or by its damage where it has one. */
    static String idOrDamage(SourceRecord record) {
        return record.damage() == null ? record.origin().id() : record.damage();
    }
}
