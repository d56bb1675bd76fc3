package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SplitSpec;
import dev.graphiti.migrator.source.file.Locations;
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

    static JsonSplit parse(String spec) {
        return SplitSpec.read(spec, JsonSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
    }

    boolean compressed() {
        return file.regionMatches(true, file.length() - 3, ".gz", 0, 3);
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
        FSDataInputStream stored = stored();
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

    /** The first bytes of the file as it is stored. */
    byte[] head(int count) throws IOException {
        try (InputStream in = stored()) {
            return in.readNBytes(count);
        }
    }

    private FSDataInputStream stored() throws IOException {
        Path path = Locations.path(file);
        try {
            return path.getFileSystem().open(path);
        } catch (FileNotFoundException e) {
            if (currentLength() < 0) {
                throw changed("no longer exists");
            }
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s cannot be opened: %s; make it readable and resume"
                            .formatted(Locations.shown(file), e.getMessage()),
                    e);
        }
    }

    /**
     * Checks a file that is read as a whole.
     *
     * @throws MigratorException when it has another length than the one that was planned, or is gone
     */
    void requireLength() throws IOException {
        long now = currentLength();
        if (now < 0) {
            throw changed("no longer exists");
        }
        if (now != length) {
            throw changed("%s: it has %d bytes now".formatted(now < length ? "was truncated" : "has grown", now));
        }
    }

    /**
     * Called at the end of the file.
     *
     * @param reached how many stored bytes were there
     * @throws MigratorException when there were more when it was planned
     */
    void checkEnd(long reached) throws IOException {
        if (reached < length) {
            requireLength();
            throw endedAfter(reached);
        }
    }

    /** What to throw when reading came to the end elsewhere than the plan says. */
    MigratorException endedAfter(long reached) {
        return changed("ended after %d bytes while it was read".formatted(reached));
    }

    /** Negative for a file that is not there. */
    private long currentLength() throws IOException {
        Path path = Locations.path(file);
        try {
            return path.getFileSystem().getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            return -1;
        }
    }

    private MigratorException changed(String how) {
        return new MigratorException(
                Fault.SOURCE,
                "file %s %s and had %d bytes when the run was planned; restore it and resume, or start a new run"
                        .formatted(Locations.shown(file), how, length));
    }
}
