package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.stored.RecordPlace;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import org.jspecify.annotations.Nullable;

/** The one record of a file whose first row cannot be read. */
final class UnreadableTable implements RecordReader {
    /** The position after a file whose rest cannot be read. */
    static final String END = "end";

    private final CsvPart part;
    private final DamagedFileException damage;
    private boolean finished;

    UnreadableTable(CsvPart part, DamagedFileException damage) {
        this.part = part;
        this.damage = damage;
    }

    static String sentence(DamagedFileException e) {
        return "the file %s; the rest of it cannot be read".formatted(e.getMessage());
    }

    @Override
    public @Nullable SourceRecord next() {
        if (finished) {
            return null;
        }
        finished = true;
        return new RecordPlace(part.split(), "line 1, offset 0", END, 0)
                .damaged(sentence(damage), Kept.NOTHING)
                .withLost(part.split().size());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
