package dev.graphiti.migrator.run;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.ledger.CountFormat;
import dev.graphiti.migrator.ledger.DeadLetterFormat;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.ledger.PlannedSplitFormat;
import dev.graphiti.migrator.ledger.json.JsonLinesEncoder;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.ledger.json.LedgerJson;
import dev.graphiti.migrator.ledger.json.RowFormat;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.ledger.json.TextFile;
import dev.graphiti.migrator.ledger.parquet.LedgerSink;
import dev.graphiti.migrator.model.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Where the files of one run are. The directory may be on any file system that Flink knows. */
public record RunFiles(String runDirectory) {
    public RunFiles {
        runDirectory = runDirectory.replaceAll("(?<=.)/+$", "");
    }

    /** What was done to each element ({@link LedgerRow}). */
    public String ledger() {
        return in("ledger");
    }

    public String deadLetters() {
        return in("dead-letters");
    }

    /** Everything counted ({@link Count}). */
    public String counts() {
        return in("counts");
    }

    public String checkpoints() {
        return in("checkpoints");
    }

    public String runJson() {
        return in("run.json");
    }

    public String reportJson() {
        return in("report.json");
    }

    public String reportHtml() {
        return in("report.html");
    }

    /** The splits of the run ({@link PlannedSplit}), written once before its first job. */
    public String plan() {
        return in("plan.jsonl");
    }

    /** The counts of the source. */
    public String sourceCounts() {
        return in("source-counts.json");
    }

    /** Exists while a phase of the job has ended. */
    public String phaseMarker(String phase) {
        return in("phases/" + phase + ".ended");
    }

    /** Rows appear in {@link #ledger} with the checkpoint that covers them, each exactly once. */
    public FileSink<LedgerRow> ledgerSink() {
        return LedgerSink.to(ledger());
    }

    /** Letters appear in {@link #deadLetters} with the checkpoint that covers them, each exactly once. */
    public FileSink<DeadLetter> deadLetterSink() {
        return sink(deadLetters(), "dead-letters", DeadLetterFormat.INSTANCE);
    }

    /** Tallies appear in {@link #counts} with the checkpoint that covers them, each exactly once. */
    public FileSink<Count> countSink() {
        return sink(counts(), "counts", CountFormat.INSTANCE);
    }

    /** Whether something has been counted, and so kept for good. */
    public boolean holdCounts() {
        return !LedgerFiles.finished(counts()).isEmpty();
    }

    public Optional<RunInfo> readInfo() {
        return new TextFile(runJson()).read().map(json -> LedgerJson.read(json, RunInfo.class, runJson()));
    }

    public void write(RunInfo info) {
        new TextFile(runJson()).write(LedgerJson.write(info));
    }

    /**
     * Finds out whether a folder can be written to and has room for a megabyte.
     *
     * @throws RunStorageException when it cannot, or has not
     */
    public static void probe(String folder) {
        String name = ".probe-" + UUID.randomUUID();
        new TextFile(folder.endsWith("/") ? folder + name : folder + "/" + name).probe();
    }

    /** Whether the run has its plan, so that its source is never asked for another. */
    public boolean hasPlan() {
        return new TextFile(plan()).exists();
    }

    /** The splits of the run in their order; none where it has no plan. The caller closes the rows. */
    public JsonLinesReader<PlannedSplit> readPlan() {
        return new JsonLinesReader<>(PlannedSplitFormat.INSTANCE, hasPlan() ? List.of(new Path(plan())) : List.of());
    }

    public void writePlan(Iterable<PlannedSplit> splits) {
        JsonLinesEncoder<PlannedSplit> encoder = new JsonLinesEncoder<>(PlannedSplitFormat.INSTANCE);
        new TextFile(plan()).write(out -> {
            for (PlannedSplit split : splits) {
                encoder.encode(split, out);
            }
        });
    }

    /** The number of the newest checkpoint that rows have become visible with; 0 where there is none. */
    public long newestCheckpoint() {
        try (JsonLinesReader<Count> counts = LedgerFiles.counts(counts())) {
            return counts.stream()
                    .filter(count -> count.subject() == Subject.CHECKPOINT)
                    .mapToLong(count -> Long.parseLong(count.kind()))
                    .max()
                    .orElse(0);
        }
    }

    /** The other job that rows have become visible of with a checkpoint of this number. */
    public Optional<String> otherJobOfCheckpoint(long number, String jobId) {
        try (JsonLinesReader<Count> counts = LedgerFiles.counts(counts())) {
            return counts.stream()
                    .filter(count -> count.subject() == Subject.CHECKPOINT)
                    .filter(count -> count.kind().equals(Long.toString(number)))
                    .map(Count::detail)
                    .filter(job -> !job.isEmpty() && !job.equals(jobId))
                    .findFirst();
        }
    }

    private String in(String name) {
        return runDirectory.endsWith("/") ? runDirectory + name : runDirectory + "/" + name;
    }

    private static <T> FileSink<T> sink(String directory, String prefix, RowFormat<T> format) {
        return FileSink.forRowFormat(new Path(directory), new JsonLinesEncoder<>(format))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(prefix)
                        .withPartSuffix(LedgerFiles.SUFFIX)
                        .build())
                .build();
    }
}
