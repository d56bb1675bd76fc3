package dev.graphiti.migrator.app;

import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.FrozenSplits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The splits of a run, read from its folder: the plan can be large, and is not carried in the job's graph.
 *
 * @param runDirectory on a file system that the JobManager and the client share
 */
public record KeptSplits(String runDirectory) implements FrozenSplits {
    @Override
    public List<SourceSplit> splits() throws IOException {
        try {
            return read();
        } catch (RunStorageException e) {
            throw e.forRestart();
        }
    }

    private List<SourceSplit> read() {
        RunFiles files = new RunFiles(runDirectory);
        if (!files.hasPlan()) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "The run's plan %s is not accessible to Flink's JobManager; set run.directory to a folder that all machines and the client share."
                            .formatted(files.plan()));
        }
        List<SourceSplit> splits = new ArrayList<>();
        try (JsonLinesReader<PlannedSplit> rows = files.readPlan()) {
            rows.forEachRemaining(
                    row -> splits.add(new SourceSplit(row.id(), row.collection(), row.spec(), row.size())));
        }
        return splits;
    }
}
