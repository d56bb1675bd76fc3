package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.text.Legible;
import java.util.List;
import java.util.Set;

/** The result of mapping one record: exactly one of these. */
public sealed interface Mapping {
    /**
     * It becomes elements.
     *
     * @param notes what to count; one for each time it happened
     * @param made the names of the rules that have created a related entity or a fact
     */
    record Mapped(MappedRecord record, List<Note> notes, Set<String> made) implements Mapping {
        public Mapped {
            notes = List.copyOf(notes);
            made = Set.copyOf(made);
        }

        /** Of a mapping without rules. */
        public Mapped(MappedRecord record, List<Note> notes) {
            this(record, notes, Set.of());
        }
    }

    /** A rule of the configuration leaves it out. */
    record Skipped(String rule) implements Mapping {}

    /**
     * It cannot be mapped.
     *
     * @param stage where it failed: {@code read} for a damaged one, else {@code map}
     * @param reason a short fixed word to count by
     * @param message one sentence with the particulars, on one line whatever it quotes
     * @param origin that of the record, with the id that the mapping has found
     */
    record Rejected(String stage, String reason, String message, RecordOrigin origin) implements Mapping {
        public Rejected {
            message = Legible.of(message);
        }
    }
}
