package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads files as a migration would, split after split. */
public final class Reading {
    private Reading() {}

    static RecordSource source(ParquetLayout layout, String collection, Path... paths) {
        ParquetInput input = new ParquetInput(
                collection, Arrays.stream(paths).map(Path::toString).toList(), layout, MixedTypes.REFUSE);
        return new ParquetSourceOptions(List.of(input)).source();
    }

    public static RecordSource plain(Path... paths) {
        return source(ParquetLayout.PLAIN, "things", paths);
    }

    public static List<SourceRecord> records(RecordSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        List<SourceSplit> splits = source.splits();
        for (SourceSplit split : splits) {
            records.addAll(records(source, split, SourceSplit.START));
        }
        long counted =
                source.counts(splits).stream().mapToLong(SourceCount::count).sum();
        long lost = records.stream().mapToLong(SourceRecord::lost).sum();
        assertThat(records.size() + lost)
                .as("what was read, and what follows damage, are the rows of the footers")
                .isEqualTo(counted);
        return records;
    }

    public static List<SourceRecord> records(RecordSource source, SourceSplit split, String position)
            throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source.open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    /** The fields of all records, which must be sound. */
    public static List<Fields> fields(RecordSource source) throws IOException {
        List<Fields> fields = new ArrayList<>();
        for (SourceRecord next : records(source)) {
            if (next.damage() != null) {
                throw new AssertionError(next.damage());
            }
            fields.add(next.fields());
        }
        return fields;
    }
}
