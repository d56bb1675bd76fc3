package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Reads one scratch file as a migration would, split after split. */
final class Reading implements AutoCloseable {
    private final Path file;
    private String pointer = "";
    private JsonFormat format = JsonFormat.AUTO;
    private long splitSize = 64 << 20;
    private long maxRecordSize = 16 << 20;
    private int deadLetterBytes = 4096;

    private Reading(Path file) {
        this.file = file;
    }

    static Reading of(String name, byte[] content) {
        try {
            Path file = Files.createTempDirectory("reading").resolve(name);
            return new Reading(Files.write(file, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading pointer(String newPointer) {
        pointer = newPointer;
        return this;
    }

    Reading format(JsonFormat newFormat) {
        format = newFormat;
        return this;
    }

    Reading splitSize(long bytes) {
        splitSize = bytes;
        return this;
    }

    Reading maxRecordSize(long bytes) {
        maxRecordSize = bytes;
        return this;
    }

    Reading deadLetterBytes(int bytes) {
        deadLetterBytes = bytes;
        return this;
    }

    Path file() {
        return file;
    }

    RecordSource source() {
        JsonInput input = new JsonInput("things", List.of(file.toString()), format, pointer);
        JsonSourceOptions options = new JsonSourceOptions(
                List.of(input), new ByteSize(64 << 20), new ByteSize(maxRecordSize), deadLetterBytes);
        return new JsonSource(options, WorkingFolder.current(), splitSize);
    }

    List<SourceRecord> records() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : source().splits()) {
            records.addAll(records(split, SourceSplit.START));
        }
        return records;
    }

    List<SourceRecord> records(SourceSplit split, String position) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source().open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    /** What is said of the damaged records, in order. */
    List<String> damages() throws IOException {
        return records().stream()
                .map(SourceRecord::damage)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The field {@code n} of each sound record, in order. */
    List<Object> numbers() throws IOException {
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

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
