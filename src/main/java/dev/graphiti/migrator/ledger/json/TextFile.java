package dev.graphiti.migrator.ledger.json;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A file that is replaced as a whole, on any file system that Flink knows. */
public record TextFile(String path) {
    private static final int PROBE_BYTES = 1 << 20;

    /** What a file is to hold, without the need to have it in memory. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public boolean exists() {
        Path file = new Path(path);
        try {
            return file.getFileSystem().exists(file);
        } catch (IOException e) {
            throw new RunStorageException("cannot read " + path, e);
        }
    }

    public Optional<String> read() {
        Path file = new Path(path);
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            // A local file that may not be read is reported as one that is not there.
            if (exists()) {
                throw new RunStorageException("cannot read " + path, e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new RunStorageException("cannot read " + path, e);
        }
    }

    /** A reader sees the old text or the new one, also after a crash: local files are renamed into place, object stores show it on close. */
    public void write(String text) {
        write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for what is too large for a text. */
    public void write(Content content) {
        Path file = new Path(path);
        try {
            FileSystem fileSystem = file.getFileSystem();
            if (fileSystem.isDistributedFS()) {
                fill(fileSystem, file, content);
            } else {
                Path draft = file.suffix(".new");
                fill(fileSystem, draft, content);
                // Flink's rename deletes the old file first: a reader, or a run after a crash, could find none.
                Files.move(local(draft), local(file), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot write " + path, e);
        }
    }

    /**
     * Writes as much as a checkpoint's smallest file, and removes it again.
     *
     * @throws RunStorageException when there is no room or no right to write
     */
    public void probe() {
        Path file = new Path(path);
        try {
            FileSystem files = file.getFileSystem();
            boolean isNew = !files.exists(file.getParent());
            fill(files, file, out -> out.write(new byte[PROBE_BYTES]));
            files.delete(file, false);
            if (isNew) {
                files.delete(file.getParent(), false);
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot write " + path, e);
        }
    }

    private static java.nio.file.Path local(Path file) {
        return java.nio.file.Path.of(file.getPath());
    }

    private static void fill(FileSystem fileSystem, Path file, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(fileSystem.create(file, WriteMode.OVERWRITE), 1 << 16)) {
            content.writeTo(out);
        }
    }
}
