package dev.graphiti.migrator.ledger.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The rows of several JSON Lines files, one file after the other, one line at a time. Not safe for several threads. */
public final class JsonLinesReader<T> implements Iterator<T>, Closeable {
    /** What a run wrote is bounded already, by more than Jackson's own limits. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build());

    private final RowFormat<T> format;
    private final Iterator<Path> files;
    private @Nullable Path file;
    private @Nullable BufferedReader lines;
    private long lineNumber;
    private @Nullable String next;

    public JsonLinesReader(RowFormat<T> format, List<Path> files) {
        this.format = format;
        this.files = files.iterator();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && (lines != null || files.hasNext())) {
                advance();
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot read " + file, e);
        }
        return next != null;
    }

    private void advance() throws IOException {
        if (lines == null) {
            file = files.next();
            lineNumber = 0;
            lines = new BufferedReader(
                    new InputStreamReader(file.getFileSystem().open(file), StandardCharsets.UTF_8), 1 << 16);
        }
        next = lines.readLine();
        lineNumber++;
        if (next == null) {
            lines.close();
            lines = null;
        }
    }

    @Override
    public T next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more rows");
        }
        String line = next;
        next = null;
        try {
            return format.read(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw broken("it is not JSON", e);
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        }
    }

    static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON is JSON", e);
        }
    }

    private MigratorException broken(String what, Exception cause) {
        return new MigratorException(
                Fault.SOURCE,
                "%s line %d is not a row that a run wrote: %s; restore the file from a copy"
                        .formatted(file, lineNumber, what),
                cause);
    }

    /** The rows that are left; to be closed as this is. */
    public Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        try {
            if (lines != null) {
                lines.close();
                lines = null;
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot close " + file, e);
        }
    }
}
