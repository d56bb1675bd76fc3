package dev.graphiti.migrator.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A small file that is read and replaced as a whole, on any file system that Flink knows. */
record TextFile(String path) {
    private static final int PROBE_BYTES = 1 << 20;

    Optional<String> read() {
        Path file = new Path(path);
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** A reader sees the old text or the new one: local files are renamed into place, object stores show it on close. */
    void write(String text) {
        Path file = new Path(path);
        try {
            FileSystem fileSystem = file.getFileSystem();
            if (fileSystem.isDistributedFS()) {
                fill(fileSystem, file, text);
            } else {
                Path draft = file.suffix(".new");
                fill(fileSystem, draft, text);
                fileSystem.rename(draft, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /**
     * Writes as much as a checkpoint's smallest file, and removes it again.
     *
     * @throws UncheckedIOException when there is no room or no right to write
     */
    void probe() {
        Path file = new Path(path);
        try {
            fill(file.getFileSystem(), file, "x".repeat(PROBE_BYTES));
            file.getFileSystem().delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    private static void fill(FileSystem fileSystem, Path file, String text) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
