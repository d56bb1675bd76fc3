package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.SourcePlan;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.mapping.Coverage;
import dev.graphiti.migrator.mapping.Explanation;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.reshape.Reshaped;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.report.sum.UnusedRule;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.text.Formats;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows what would become of some records: of each collection the first ones that are mapped, and one for each other outcome, such
 * as a skip rule, and for each rule of the mapping that it is the first to use. Needs neither target nor model, writes nothing.
 */
public final class DryRun {
    private static final int SHOWN_OF_EACH = 3;
    /** Of each collection, whatever they become: a page of most sources, so that reading them costs little. */
    private static final int READ_OF_EACH = 100;
    /** The same if fewer than {@link #SHOWN_OF_EACH} of them are mapped. */
    private static final int MOST_READ_OF_EACH = 1_000;

    private final MigrationConfig config;
    private final Console console;
    private final RecordMapping mapper;
    private final Reshaper reshaper;
    private final Coverage coverage;
    private final List<Count> rules = new ArrayList<>();
    private final Map<String, Sample> samples = new HashMap<>();

    public DryRun(MigrationConfig config, Console console) {
        this.config = config;
        this.console = console;
        // A fixed start, so that two dry runs of the same data print the same.
        this.mapper = config.recordMapping(Instant.EPOCH);
        this.reshaper = mapper.reshaper();
        this.coverage = mapper.coverage();
    }

    public void run() {
        RecordSource source = config.source().source();
        SourcePlan plan = SourcePlan.of(config);
        PassedOver.lines(plan.passedOver()).forEach(console::line);
        console.line(
                plan.estimate().isEmpty() ? Formats.count(plan.splits().size(), "split", "splits") : plan.estimate());
        try {
            for (SourceSplit split : plan.splits()) {
                Sample sample = samples.computeIfAbsent(split.collection(), collection -> new Sample());
                if (sample.isWanted()) {
                    read(source, split, sample);
                }
            }
        } catch (IOException e) {
            throw new MigratorException(Fault.SOURCE, "The source cannot be read: " + e.getMessage(), e);
        }
        showUnused();
        console.line("This was a dry run: nothing was written.");
    }

    private void showUnused() {
        List<UnusedRule> unused = UnusedRule.of(rules);
        if (!unused.isEmpty()) {
            int read = samples.values().stream().mapToInt(sample -> sample.read).sum();
            console.line("In the %s that %s read:"
                    .formatted(Formats.count(read, "record", "records"), read == 1 ? "was" : "were"));
            unused.forEach(rule -> console.line("  " + rule.sentence()));
        }
    }

    private void read(RecordSource source, SourceSplit split, Sample sample) throws IOException {
        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            SourceRecord record;
            while (sample.isWanted() && (record = reader.next()) != null) {
                if (record.note() != null) {
                    continue;
                }
                if (reshaper.covers(record)) {
                    show(record, reshaper.reshape(record), sample);
                } else {
                    show(record, sample);
                }
            }
        }
    }

    private void show(SourceRecord record, Sample sample) {
        Mapping mapping = mapper.map(record);
        rules.addAll(coverage.observe(record, mapping));
        if (sample.isFirst(mapping)) {
            console.line(mapper.explain(record));
        }
    }

    /** Results as any other record; before them the record that they come from, if it is the first one that becomes this. */
    private void show(SourceRecord record, Reshaped reshaped, Sample sample) {
        if (sample.isFirst(reshaped)) {
            console.line(Explanation.of(record, reshaped));
        }
        if (reshaped instanceof Reshaped.Results results) {
            results.records().stream().takeWhile(result -> sample.isWanted()).forEach(result -> show(result, sample));
        }
    }

    /** What was read and shown of one collection. */
    private static final class Sample {
        private final Set<String> outcomes = new HashSet<>();
        private int read;
        private int mapped;

        boolean isWanted() {
            return read < (mapped < SHOWN_OF_EACH ? MOST_READ_OF_EACH : READ_OF_EACH);
        }

        /** Whether the record that is reshaped is to be shown. */
        boolean isFirst(Reshaped reshaped) {
            if (reshaped instanceof Reshaped.Failed failed) {
                read++;
                return outcomes.add("rejected " + failed.reason());
            }
            boolean isEmpty = ((Reshaped.Results) reshaped).records().isEmpty();
            read += isEmpty ? 1 : 0;
            return outcomes.add(isEmpty ? "skipped " + Reshaper.EMPTY : "reshaped");
        }

        /** Whether the record is to be shown. */
        boolean isFirst(Mapping mapping) {
            read++;
            if (mapping instanceof Mapping.Mapped of) {
                boolean isNew = of.made().stream().filter(outcomes::add).count() > 0;
                return ++mapped <= SHOWN_OF_EACH || isNew;
            }
            return outcomes.add(
                    mapping instanceof Mapping.Skipped skipped
                            ? "skipped " + skipped.rule()
                            : "rejected " + ((Mapping.Rejected) mapping).reason());
        }
    }
}
