package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.ledger.json.TextFile;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.report.sum.ElementSum;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.report.sum.SourceCheck;
import dev.graphiti.migrator.report.sum.SourceCounts;
import dev.graphiti.migrator.report.sum.SumCheck;
import dev.graphiti.migrator.report.sum.Sums;
import dev.graphiti.migrator.report.sum.Totals;
import dev.graphiti.migrator.report.sum.UnusedRule;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, from its own files alone. {@code report.json} holds exactly these components, named in snake_case, and
 * the derived {@code verdict}, {@code duration_seconds} and {@code records_per_second}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}; raised when a key changes its meaning or goes, not when one is added
 * @param source what the source says that it holds, compared with what was read
 * @param records by collection
 * @param elements by collection and kind
 * @param unused paths and rules of the mapping that no record has
 * @param retries how often a batch was sent again, by why: {@code transient} (a deadlock, for instance) or {@code outage}
 */
public record RunReport(
        int schemaVersion,
        RunInfo run,
        SourceCheck source,
        List<RecordSum> records,
        List<ElementSum> elements,
        SumCheck sum,
        GroupSizes groups,
        List<DeadLetterReason> deadLetters,
        List<UnusedRule> unused,
        List<ReasonCount> retries,
        Throughput throughput,
        GraphSample sample) {
    public static final int SCHEMA_VERSION = 1;
    private static final int NAMED_GROUPS = 50;

    public RunReport {
        records = List.copyOf(records);
        elements = List.copyOf(elements);
        deadLetters = List.copyOf(deadLetters);
        unused = List.copyOf(unused);
        retries = List.copyOf(retries);
    }

    /**
     * Reads the run's counts and dead letters.
     *
     * @throws IllegalStateException if the directory has no {@code run.json}
     */
    public static RunReport of(RunFiles files, GraphSample sample) {
        RunInfo run = files.readInfo()
                .orElseThrow(() -> new IllegalStateException(files.runJson() + " does not exist; is it a run?"));
        try (JsonLinesReader<Count> counts = LedgerFiles.counts(files.counts());
                JsonLinesReader<DeadLetter> letters = LedgerFiles.deadLetters(files.deadLetters());
                JsonLinesReader<PlannedSplit> plan = files.readPlan()) {
            CountAggregator sums = CountAggregator.of(counts);
            SourceCheck source = SourceCheck.of(SourceCounts.read(files).orElse(SourceCounts.NONE), plan, sums);
            return of(run, source, sums, DeadLetterSummary.of(letters), sample);
        }
    }

    /** The one that the run's folder holds; empty where there is none yet. */
    public static Optional<RunReport> read(RunFiles files) {
        String path = files.reportJson();
        return new TextFile(path).read().map(json -> ReportJson.read(json, path));
    }

    /**
     * Writes the report for scripts and for people.
     *
     * @param page the HTML of this report
     */
    public void write(RunFiles files, String page) {
        new TextFile(files.reportJson()).write(ReportJson.write(this));
        new TextFile(files.reportHtml()).write(page);
    }

    public static RunReport of(
            RunInfo run, SourceCheck source, CountAggregator counts, DeadLetterSummary letters, GraphSample sample) {
        List<RecordSum> records = Sums.ofRecords(counts);
        List<ElementSum> elements = Sums.ofElements(counts);
        return new RunReport(
                SCHEMA_VERSION,
                run,
                source,
                records,
                elements,
                SumCheck.of(source, records, elements, letters.byPlace()),
                GroupSizes.of(counts, NAMED_GROUPS),
                letters.reasons(),
                UnusedRule.of(counts),
                retries(counts),
                Throughput.of(counts.ofSubject(Subject.THROUGHPUT)),
                sample);
    }

    private static List<ReasonCount> retries(CountAggregator counts) {
        return counts.ofSubject(Subject.RETRY).stream()
                .map(count -> new ReasonCount(count.kind(), count.count()))
                .sorted(ReasonCount.MOST_FIRST)
                .toList();
    }

    /** One line that a person can trust: what came in, what became of it, and whether the sum holds. */
    public String sentence() {
        return RunSummary.of(this);
    }

    /** All collections together. */
    public RecordSum recordTotal() {
        return Totals.ofRecords(records);
    }

    /** All collections and kinds together. */
    public ElementSum elementTotal() {
        return Totals.ofElements(elements);
    }

    /** Nothing was added to the graph or changed in it, though there was something to write. */
    public boolean changedNothing() {
        ElementSum total = elementTotal();
        return total.written() == 0
                && total.updated() == 0
                && total.keptChanged() == 0
                && total.merged() + total.unchanged() > 0;
    }

    /** From the start to the end, or as far as the counts go, pauses included. */
    public Duration duration() {
        Instant end = run.finishedAt();
        if (end == null && !throughput.buckets().isEmpty()) {
            List<Throughput.Bucket> buckets = throughput.buckets();
            end = Instant.ofEpochSecond(buckets.get(buckets.size() - 1).start() + throughput.bucketSeconds());
        }
        return end == null || end.isBefore(run.startedAt()) ? Duration.ZERO : Duration.between(run.startedAt(), end);
    }

    /** On average over {@link #duration}; zero where that is not known. */
    public double recordsPerSecond() {
        return perSecond(recordTotal().read());
    }

    /** Written, on average over {@link #duration}; zero where that is not known. */
    public double elementsPerSecond() {
        return perSecond(elementTotal().written());
    }

    private double perSecond(long count) {
        double seconds = duration().toMillis() / 1000.0;
        return seconds == 0 ? 0 : count / seconds;
    }
}
