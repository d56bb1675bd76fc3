package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * What there is to read in one piece: a file or a byte range of it.
 *
 * @param start the first byte of the range
 * @param end after the last byte of the range; the length of the file where it is read as a whole
 * @param length of the file when it was planned
 */
record JsonSplit(String file, JsonFormat format, String pointer, long start, long end, long length) {
    /** The position behind a file whose rest cannot be read. */
    static final String END = "end";

    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonSplit parse(String spec) {
        try {
            return JSON.readValue(spec, JsonSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state holds a split that is not ours: " + spec, e);
        }
    }

    String spec() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a split cannot be written: " + this, e);
        }
    }

    boolean compressed() {
        return file.endsWith(".gz");
    }

    /** The keys and indexes of the pointer, outermost first. */
    List<String> pointerSteps() {
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    /** Where records no longer belong to it, in uncompressed bytes. */
    long readTo() {
        return compressed() ? Long.MAX_VALUE : end;
    }

    /** Opens the file at an offset of its uncompressed bytes. */
    ByteWindow open(long offset) throws IOException {
        return new ByteWindow(stream(offset), offset);
    }

    private InputStream stream(long offset) throws IOException {
        Path path = new Path(file);
        FSDataInputStream stored = open(path);
        try {
            if (!compressed()) {
                stored.seek(offset);
                return stored;
            }
            GzipInput gzip = new GzipInput(stored);
            gzip.skipNBytes(offset);
            return gzip;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    private FSDataInputStream open(Path path) throws IOException {
        try {
            return path.getFileSystem().open(path);
        } catch (FileNotFoundException e) {
            throw gone();
        }
    }

    /**
     * Checks a file that is read as a whole.
     *
     * @throws MigratorException when it has another length than the one that was planned, or is gone
     */
    void requireLength() throws IOException {
        if (lengthNow() != length) {
            throw changed();
        }
    }

    /** What to throw when the file is not the one that was planned. */
    MigratorException changed() throws IOException {
        return new MigratorException(
                Fault.SOURCE,
                "file %s has %d bytes now, it had %d when the run was planned; put that file back and resume, or start a new run"
                        .formatted(file, lengthNow(), length));
    }

    private long lengthNow() throws IOException {
        Path path = new Path(file);
        try {
            return path.getFileSystem().getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            throw gone();
        }
    }

    private MigratorException gone() {
        return new MigratorException(
                Fault.SOURCE,
                "file %s is not there any more, it had %d bytes when the run was planned; put it back and resume, or start a new run"
                        .formatted(file, length));
    }
}
