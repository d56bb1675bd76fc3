package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;

/** Watches which paths and rules of a mapping are of use for the records that it is given. Not safe for several threads. */
@FunctionalInterface
public interface Coverage {
    /** Of mappings without rules. */
    Coverage NONE = (record, mapping) -> List.of();

    /** Which rules this record is the first to have, or the first not to have. */
    List<Count> observe(SourceRecord record, Mapping mapping);
}
