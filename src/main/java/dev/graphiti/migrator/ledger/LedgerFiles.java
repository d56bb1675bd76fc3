package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.model.DeadLetter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Reads back what a run's sinks have committed, on any file system that Flink knows. Files in progress are not there
 * yet; a directory that does not exist holds nothing. The caller closes the rows.
 */
public final class LedgerFiles {
    public static final String SUFFIX = ".jsonl";
    /** Of the files of the ledger, which are Parquet. */
    public static final String LEDGER_SUFFIX = ".parquet";

    private LedgerFiles() {}

    public static JsonLinesReader<DeadLetter> deadLetters(String directory) {
        return new JsonLinesReader<>(DeadLetterFormat.INSTANCE, finished(directory));
    }

    public static JsonLinesReader<Count> counts(String directory) {
        return new JsonLinesReader<>(CountFormat.INSTANCE, finished(directory));
    }

    /** The finished part files of a directory by name. */
    public static List<Path> finished(String directory) {
        return finished(directory, SUFFIX);
    }

    /** The same of files with another suffix. */
    public static List<Path> finished(String directory, String suffix) {
        Path path = new Path(directory);
        try {
            FileSystem fileSystem = path.getFileSystem();
            if (!fileSystem.exists(path)) {
                return List.of();
            }
            FileStatus[] statuses = fileSystem.listStatus(path);
            return Arrays.stream(statuses == null ? new FileStatus[0] : statuses)
                    .filter(status -> !status.isDir())
                    .map(FileStatus::getPath)
                    .filter(file -> isFinished(file.getName(), suffix))
                    .sorted(Comparator.comparing(Path::getName))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new RunStorageException("cannot list " + directory, e);
        }
    }

    /** Flink hides a part file behind a dot until the checkpoint that it belongs to is complete. */
    private static boolean isFinished(String name, String suffix) {
        return name.endsWith(suffix) && !name.startsWith(".") && !name.startsWith("_");
    }
}
