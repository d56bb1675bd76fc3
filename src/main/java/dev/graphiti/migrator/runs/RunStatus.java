package dev.graphiti.migrator.runs;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the files of the runs tell, whether or not a job is running. */
public final class RunStatus {
    private final Runs runs;

    private RunStatus(Runs runs) {
        this.runs = runs;
    }

    public static RunStatus of(MigrationConfig config) {
        return new RunStatus(new Runs(config.run().base()));
    }

    /** Oldest first. */
    public List<RunInfo> runs() {
        return runs.list();
    }

    /**
     * The run with this id, or the youngest one.
     *
     * @param runId null for the youngest
     * @throws MigratorException when there is no such run
     */
    public RunInfo chosen(@Nullable String runId) {
        if (runId != null) {
            return require(runId);
        }
        List<RunInfo> all = runs();
        if (all.isEmpty()) {
            throw notFound("There is no run in %s yet.".formatted(runs.baseDirectory()));
        }
        return all.get(all.size() - 1);
    }

    /**
     * The run with this id.
     *
     * @throws MigratorException when there is no such run
     */
    public RunInfo require(String runId) {
        return runs().stream()
                .filter(run -> run.runId().equals(runId))
                .findFirst()
                .orElseThrow(() -> notFound("There is no run %s in %s; 'status' without --run shows all."
                        .formatted(runId, runs.baseDirectory())));
    }

    private static MigratorException notFound(String sentence) {
        return new MigratorException(Fault.RUN_NOT_FOUND, sentence);
    }

    /** What is known of one run, a line each: of an unfinished one, up to its last checkpoint. */
    public List<String> describe(String runId) {
        RunFiles files = runs.files(runId);
        RunReport report = RunReport.read(files).orElseGet(() -> RunReport.of(files, GraphSample.NONE));
        List<String> lines = new ArrayList<>();
        lines.add("Run %s, %s".formatted(runId, report.run().state().words()));
        lines.add(report.sentence());
        if (report.run().state() == RunState.FINISHED) {
            report.source().lines().forEach(line -> lines.add("Source, " + line));
            report.unused().forEach(unused -> lines.add("Mapping, " + unused.sentence()));
        }
        if (report.run().state() == RunState.FINISHED) {
            lines.add("Report: " + files.reportHtml());
        } else {
            lines.add("Counted up to its last checkpoint; checkpoints are in " + files.checkpoints());
        }
        return lines;
    }
}
