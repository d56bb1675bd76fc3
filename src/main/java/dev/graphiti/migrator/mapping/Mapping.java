package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.List;

/** The result of mapping one record: exactly one of these. */
public sealed interface Mapping {
    /**
     * It becomes elements.
     *
     * @param notes what to count; one for each time it happened
     */
    record Mapped(MappedRecord record, List<Note> notes) implements Mapping {
        public Mapped {
            notes = List.copyOf(notes);
        }
    }

    /** A rule of the configuration leaves it out. */
    record Skipped(String rule) implements Mapping {}

    /** It cannot be mapped. */
    record Rejected(DeadLetter deadLetter) implements Mapping {}
}
