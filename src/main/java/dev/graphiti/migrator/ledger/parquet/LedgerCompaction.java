package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetWriterFactory;

/**
 * Merges the small files that checkpoints have left in a ledger, after its run has finished. A new file
 * names those that it replaces. So a reader that meets both, after a crash, reads each row once.
 */
public final class LedgerCompaction {
    private static final String PREFIX = "ledger-compacted-";
    private static final String REPLACES = "graphiti-migrator.replaces";

    /** As many small files are not worth the work. */
    static final int FEW = 16;

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
        List<Path> small = new ArrayList<>();
        for (Path file : all) {
            if (replaced.contains(file.getName())) {
                files.delete(file, false);
            } else if (files.getFileStatus(file).getLen() < SMALL) {
                small.add(file);
            }
        }
        if (small.size() > FEW) {
            merge(files, small);
        }
    }

    private void merge(FileSystem files, List<Path> small) throws IOException {
        List<Path> some = new ArrayList<>();
        long bytes = 0;
        for (Path file : small) {
            some.add(file);
            bytes += files.getFileStatus(file).getLen();
            if (bytes >= LARGE) {
                replace(files, some);
                some.clear();
                bytes = 0;
            }
        }
        if (some.size() > 1) {
            replace(files, some);
        }
    }

    private void replace(FileSystem files, List<Path> some) throws IOException {
        String name = PREFIX + UUID.randomUUID() + LedgerFiles.LEDGER_SUFFIX;
        String names = String.join("\n", some.stream().map(Path::getName).toList());
        Path draft = new Path(directory, "." + name + ".inprogress.0");
        try (FSDataOutputStream out = files.create(draft, WriteMode.OVERWRITE);
                LedgerReader rows = LedgerReader.of(some)) {
            BulkWriter<LedgerRow> writer = new ParquetWriterFactory<LedgerRow>(
                            file -> LedgerWriter.open(file, Map.of(REPLACES, names)))
                    .create(out);
            while (rows.hasNext()) {
                writer.addElement(rows.next());
            }
            writer.finish();
        }
        if (!files.rename(draft, new Path(directory, name))) {
            throw new IOException("cannot rename " + draft);
        }
        for (Path file : some) {
            files.delete(file, false);
        }
    }
}
