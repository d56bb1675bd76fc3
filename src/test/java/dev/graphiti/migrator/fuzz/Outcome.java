package dev.graphiti.migrator.fuzz;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;

/** What became of an input, or of many: everything is one of these. */
record Outcome(long mapped, long letters, long skipped, long notes, long refused) {
    static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0);
    static final Outcome ACCEPTED = new Outcome(1, 0, 0, 0, 0);
    private static final Outcome REFUSED = new Outcome(0, 0, 0, 0, 1);

    static Outcome of(Mapping mapping) {
        if (mapping instanceof Mapping.Rejected) {
            return new Outcome(0, 1, 0, 0, 0);
        }
        return mapping instanceof Mapping.Skipped ? new Outcome(0, 0, 1, 0, 0) : ACCEPTED;
    }

    static Outcome note(SourceRecord record) {
        return new Outcome(0, 0, 0, record.noteCount(), 0);
    }

    /** A refusal in one sentence; fails if it is none. */
    static Outcome refused(MigratorException e) {
        Sentences.check(e.getMessage());
        return REFUSED;
    }

    Outcome plus(Outcome other) {
        return new Outcome(
                mapped + other.mapped,
                letters + other.letters,
                skipped + other.skipped,
                notes + other.notes,
                refused + other.refused);
    }

    @Override
    public String toString() {
        return "%,d mapped or accepted, %,d dead letters, %,d skipped, %,d notes, %,d refusals"
                .formatted(mapped, letters, skipped, notes, refused);
    }
}
