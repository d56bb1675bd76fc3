package dev.graphiti.migrator.run;

import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Hidden part files that a crash has left in a run's folder. Once the run is finished, no checkpoint names them. */
public record Leftovers(RunFiles files) {
    /** Removes them; only for who owns a run that has finished. */
    public int remove() {
        return Stream.of(files.ledger(), files.deadLetters(), files.counts())
                .mapToInt(Leftovers::removeFrom)
                .sum();
    }

    private static int removeFrom(String directory) {
        Path folder = new Path(directory);
        int removed = 0;
        try {
            FileSystem system = folder.getFileSystem();
            FileStatus[] all = system.exists(folder) ? system.listStatus(folder) : null;
            for (FileStatus each : all == null ? new FileStatus[0] : all) {
                if (isInProgress(each.getPath().getName()) && system.delete(each.getPath(), false)) {
                    removed++;
                }
            }
            return removed;
        } catch (IOException e) {
            throw new RunStorageException("cannot remove the files of a crash in " + directory, e);
        }
    }

    /** As Flink's file sink names them: {@code .ledger-UUID-7.jsonl.inprogress.UUID}. */
    static boolean isInProgress(String name) {
        return name.startsWith(".")
                && Stream.of(LedgerFiles.SUFFIX, LedgerFiles.LEDGER_SUFFIX)
                        .anyMatch(suffix -> name.contains(suffix + ".inprogress."));
    }
}
