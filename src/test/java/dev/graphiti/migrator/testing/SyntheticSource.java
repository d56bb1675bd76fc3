package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A source that makes up its records: all of a record follows from its split and its number in it, so a test can
 * predict it. Each record counts one towards the size of its split.
 *
 * @param damagedEvery each record whose number has this divisor, the first excluded, is damaged
 */
public record SyntheticSource(int splitCount, long recordsPerSplit, Shape shape, long damagedEvery)
        implements RecordSource {
    private static final long NEVER = Long.MAX_VALUE;

    /** How many records a split holds. */
    public enum Shape {
        EVEN,
        /** Of four splits, one holds ten times as many as named, one none, one a single record, one as many as named. */
        UNEQUAL
    }

    public SyntheticSource(int splitCount, long recordsPerSplit) {
        this(splitCount, recordsPerSplit, Shape.EVEN, NEVER);
    }

    public SyntheticSource unequal() {
        return new SyntheticSource(splitCount, recordsPerSplit, Shape.UNEQUAL, damagedEvery);
    }

    public SyntheticSource damaging(long every) {
        return new SyntheticSource(splitCount, recordsPerSplit, shape, every);
    }

    @Override
    public List<SourceSplit> splits() {
        return IntStream.range(0, splitCount)
                .mapToObj(i -> new SourceSplit("synthetic-" + i, "things", String.valueOf(i), recordsIn(i)))
                .toList();
    }

    public long recordsIn(int split) {
        return switch (shape) {
            case EVEN -> recordsPerSplit;
            case UNEQUAL ->
                List.of(10 * recordsPerSplit, 0L, 1L, recordsPerSplit).get(split % 4);
        };
    }

    /** The ids of all records, damaged ones included, in the order of splits and records. */
    public List<String> ids() {
        return IntStream.range(0, splitCount)
                .boxed()
                .flatMap(split -> LongStream.range(0, recordsIn(split)).mapToObj(number -> split + "-" + number))
                .toList();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) {
        return new MadeUp(split, position.equals(SourceSplit.START) ? 0 : Long.parseLong(position));
    }

    private SourceRecord record(SourceSplit split, long number) {
        String id = split.spec() + "-" + number;
        RecordOrigin origin = new RecordOrigin("synthetic", split.collection(), id, split.id(), "record " + number);
        String next = Long.toString(number + 1);
        if (number > 0 && number % damagedEvery == 0) {
            return SourceRecord.damaged(
                    origin,
                    next,
                    number + 1,
                    "the record is damaged on purpose",
                    new Kept(Kept.Form.TEXT, "damaged " + id));
        }
        Fields fields =
                Fields.of("id", id, "text", "This is thing " + id + ".", "number", number, "vector", vector(number));
        return SourceRecord.sound(origin, next, number + 1, fields);
    }

    private static Numbers vector(long number) {
        return new Numbers(new double[] {0.5, number + 0.25, -0.125});
    }

    private final class MadeUp implements RecordReader {
        private final SourceSplit split;
        private long number;

        private MadeUp(SourceSplit split, long number) {
            this.split = split;
            this.number = number;
        }

        @Override
        public @Nullable SourceRecord next() {
            return number < split.size() ? record(split, number++) : null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
