package dev.graphiti.migrator.runs;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import java.util.ArrayList;
import java.util.List;

/** What the files of the runs tell, whether or not a job is running. */
public final class RunOverview {
    private final Runs runs;

    private RunOverview(Runs runs) {
        this.runs = runs;
    }

    public static RunOverview of(MigrationConfig config) {
        return new RunOverview(new Runs(config.run().base()));
    }

    public String directory() {
        return runs.baseDirectory();
    }

    /** Oldest first. */
    public List<RunInfo> runs() {
        return runs.list();
    }

    public boolean has(String runId) {
        return runs().stream().anyMatch(run -> run.runId().equals(runId));
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
        }
        if (report.run().state() == RunState.FINISHED) {
            lines.add("Report: " + files.reportHtml());
        } else {
            lines.add("Counted up to its last checkpoint; checkpoints are in " + files.checkpoints());
        }
        return lines;
    }
}
