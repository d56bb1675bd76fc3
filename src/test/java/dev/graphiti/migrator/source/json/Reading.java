package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.csv.CsvOptions;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.stored.Charsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads one scratch file as a migration would, split after split. */
public final class Reading implements AutoCloseable {
    private final Path file;
    private String pointer = "";
    private JsonFormat format = JsonFormat.AUTO;
    private String charset = Charsets.AUTO;
    private CsvOptions csv = CsvOptions.DEFAULT;
    private long splitSize = 64 << 20;
    private long maxRecordSize = 16 << 20;

    private Reading(Path file) {
        this.file = file;
    }

    public static Reading of(String name, byte[] content) {
        try {
            Path file = Files.createTempDirectory("reading").resolve(name);
            return new Reading(Files.write(file, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reading pointer(String newPointer) {
        pointer = newPointer;
        return this;
    }

    public Reading format(JsonFormat newFormat) {
        format = newFormat;
        return this;
    }

    public Reading charset(String newCharset) {
        charset = newCharset;
        return this;
    }

    public Reading csv(CsvOptions newOptions) {
        csv = newOptions;
        return this;
    }

    public Reading splitSize(long bytes) {
        splitSize = bytes;
        return this;
    }

    public Reading maxRecordSize(long bytes) {
        maxRecordSize = bytes;
        return this;
    }

    public Path file() {
        return file;
    }

    public RecordSource source() {
        JsonInput input = new JsonInput("things", List.of(file.toString()), format, pointer, charset, csv);
        JsonSourceOptions options =
                new JsonSourceOptions(List.of(input), new ByteSize(64 << 20), new ByteSize(maxRecordSize));
        return new JsonSource(options, WorkingFolder.current(), splitSize);
    }

    public List<SourceRecord> records() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        List<SourceSplit> splits = source().splits();
        long bytes = 0;
        for (SourceSplit split : splits) {
            bytes += read(split, SourceSplit.START, records);
        }
        assertThat(source().counts(splits))
                .as("what was read, and what follows damage, are the bytes of the file")
                .containsExactly(new SourceCount("things", Unit.BYTES, bytes, Certainty.EXACT));
        assertThat(bytes).isEqualTo(Files.size(file));
        return records;
    }

    public List<SourceRecord> records(SourceSplit split, String position) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        read(split, position, records);
        return records;
    }

    /** Returns how much of the split was read or is lost to damage. */
    private long read(SourceSplit split, String position, List<SourceRecord> records) throws IOException {
        long progress = 0;
        long lost = 0;
        try (RecordReader reader = source().open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
                progress = next.progress();
                lost += next.lost();
            }
            return reader.readToEnd(progress) + lost;
        }
    }

    /** The sound records as texts, in order. */
    public List<String> texts() throws IOException {
        return records().stream()
                .filter(each -> each.damage() == null)
                .map(each -> each.fields().root().toString())
                .toList();
    }

    /** What is said of the damaged records, in order. */
    public List<String> damages() throws IOException {
        return records().stream()
                .map(SourceRecord::damage)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The field {@code n} of each sound record, in order. */
    public List<Object> numbers() throws IOException {
        List<Object> numbers = new ArrayList<>();
        for (SourceRecord next : records()) {
            if (next.damage() == null) {
                numbers.add(Objects.requireNonNull(next.fields().at("n")));
            }
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
        Files.delete(Objects.requireNonNull(file.getParent()));
    }
}
