package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceOptions;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.GatedSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People in two splits. Each of the first knows one of the second, so the fact waits; of the second, the first two have
 * ids of the first, one with equal and one with other content. A gate can keep the second half back.
 *
 * @param halves how many of them there are
 */
record HalvesSource(int halves, boolean gated) implements SourceOptions, RecordSource {
    static final int FIRST = 40;
    static final int SECOND = 60;

    @Override
    public RecordSource source() {
        // Only the second split has so many records.
        return gated ? new GatedSource(this, FIRST + 1) : this;
    }

    @Override
    public List<SourceSplit> splits() {
        return List.of(new SourceSplit("first", "people", "a", FIRST), new SourceSplit("second", "people", "b", SECOND))
                .subList(0, halves);
    }

    @Override
    public RecordReader open(SourceSplit split, String position) {
        return new People(split, position.isEmpty() ? 0 : Integer.parseInt(position));
    }

    private static final class People implements RecordReader {
        private final SourceSplit split;
        private int number;

        private People(SourceSplit split, int number) {
            this.split = split;
            this.number = number;
        }

        @Override
        public @Nullable SourceRecord next() {
            return number < split.size() ? record(number++) : null;
        }

        private SourceRecord record(int i) {
            boolean second = split.spec().equals("b");
            boolean again = second && i < 2;
            String id = (again ? "a" : split.spec()) + i;
            String note = second && i == 1 ? "another" : "one";
            @Nullable String knows = second && !again ? null : "b" + (i + 2);
            Fields fields = Fields.of("id", id, "name", "Person " + id, "note", note, "knows", knows);
            RecordOrigin origin = new RecordOrigin("made-up", "people", id, split.id(), "record " + i);
            return SourceRecord.sound(origin, Integer.toString(i + 1), i + 1L, fields);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
