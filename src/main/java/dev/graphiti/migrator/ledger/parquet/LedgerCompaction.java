package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Merges the small files that checkpoints have left in a ledger, after its run has finished. A new file
 * names those that it replaces. So a reader that meets both, after a crash, reads each row once.
 */
public final class LedgerCompaction {
    private static final String PREFIX = "ledger-compacted-";
    private static final String REPLACES = "graphiti-migrator.replaces";

    /** As many small files are not worth the work. */
    static final int FEW = 16;

    /**
     * The rows of smaller files are read and written again: as row groups they would be too many in one file. Of larger files the
     * row groups are copied as they are, which takes no processor time.
     */
    static final long TINY = 64L << 10;

    private static final long SMALL = 16L << 20;
    private static final long LARGE = 256L << 20;

    private final Path directory;

    private LedgerCompaction(String directory) {
        this.directory = new Path(directory);
    }

    /**
     * Compacts the ledger in a folder if it has more than a few small files.
     *
     * @throws RunStorageException if files cannot be written or removed; no row is lost then
     */
    public static void of(String directory) {
        try {
            new LedgerCompaction(directory).compact();
        } catch (IOException e) {
            throw new RunStorageException("cannot compact " + directory, e);
        }
    }

    /** The files that have each row once. */
    static List<Path> current(String directory) {
        List<Path> all = LedgerFiles.finished(directory, LedgerFiles.LEDGER_SUFFIX);
        Set<String> replaced = replaced(all);
        return all.stream().filter(file -> !replaced.contains(file.getName())).toList();
    }

    private static Set<String> replaced(List<Path> files) {
        Set<String> replaced = new HashSet<>();
        for (Path file : files) {
            if (file.getName().startsWith(PREFIX)) {
                try (RowReader reader = RowReader.open(file)) {
                    replaced.addAll(reader.properties()
                            .getOrDefault(REPLACES, "")
                            .lines()
                            .toList());
                } catch (IOException e) {
                    throw new RunStorageException("cannot close " + file, e);
                }
            }
        }
        return replaced;
    }

    private void compact() throws IOException {
        List<Path> all = LedgerFiles.finished(directory.toString(), LedgerFiles.LEDGER_SUFFIX);
        Set<String> replaced = replaced(all);
        FileSystem files = directory.getFileSystem();
        List<Path> tiny = new ArrayList<>();
        List<Path> small = new ArrayList<>();
        for (Path file : all) {
            long bytes = files.getFileStatus(file).getLen();
            if (replaced.contains(file.getName())) {
                files.delete(file, false);
            } else if (bytes < TINY || (bytes < SMALL && !hasAllColumns(file))) {
                tiny.add(file);
            } else if (bytes < SMALL) {
                small.add(file);
            }
        }
        if (tiny.size() + small.size() > FEW) {
            merge(files, tiny, LedgerWriter::rewrite);
            merge(files, small, LedgerWriter::append);
        }
    }

    /** A run that an earlier release has started may have files without the newer columns. Their row groups cannot be copied. */
    private static boolean hasAllColumns(Path file) throws IOException {
        try (RowReader reader = RowReader.open(file)) {
            return reader.hasAllColumns();
        }
    }

    private void merge(FileSystem files, List<Path> small, Merge how) throws IOException {
        List<Path> some = new ArrayList<>();
        long bytes = 0;
        for (Path file : small) {
            some.add(file);
            bytes += files.getFileStatus(file).getLen();
            if (bytes >= LARGE) {
                replace(files, some, how);
                some.clear();
                bytes = 0;
            }
        }
        if (some.size() > 1) {
            replace(files, some, how);
        }
    }

    private void replace(FileSystem files, List<Path> some, Merge how) throws IOException {
        String name = PREFIX + UUID.randomUUID() + LedgerFiles.LEDGER_SUFFIX;
        String names = String.join("\n", some.stream().map(Path::getName).toList());
        Path draft = new Path(directory, "." + name + ".inprogress.0");
        try (FSDataOutputStream out = files.create(draft, WriteMode.OVERWRITE)) {
            how.write(some, out, Map.of(REPLACES, names));
        }
        if (!files.rename(draft, new Path(directory, name))) {
            throw new IOException("cannot rename " + draft);
        }
        for (Path file : some) {
            files.delete(file, false);
        }
    }

    /** Writes the rows of some files into one. */
    private interface Merge {
        void write(List<Path> files, FSDataOutputStream out, Map<String, String> properties) throws IOException;
    }
}
