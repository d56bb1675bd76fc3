package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.SourcePlan;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.mapping.Explanation;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.reshape.Reshaped;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.text.Formats;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Shows what would become of the first records of each collection. Needs neither target nor model, writes nothing. */
public final class DryRun {
    private static final int RECORDS_OF_EACH = 3;

    private final MigrationConfig config;
    private final Console console;

    public DryRun(MigrationConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    public void run() {
        // A fixed start, so that two dry runs of the same data print the same.
        RecordMapping mapper = config.recordMapping(Instant.EPOCH);
        Reshaper reshaper = mapper.reshaper();
        RecordSource source = config.source().source();
        SourcePlan plan = SourcePlan.of(config);
        PassedOver.lines(plan.passedOver()).forEach(console::line);
        console.line(
                plan.estimate().isEmpty() ? Formats.count(plan.splits().size(), "split", "splits") : plan.estimate());
        Map<String, Integer> shown = new HashMap<>();
        try {
            for (SourceSplit split : plan.splits()) {
                show(source, split, mapper, reshaper, shown);
            }
        } catch (IOException e) {
            throw new MigratorException(Fault.SOURCE, "The source cannot be read: " + e.getMessage(), e);
        }
        console.line("This was a dry run: nothing was written.");
    }

    private void show(
            RecordSource source, SourceSplit split, RecordMapping mapper, Reshaper reshaper, Map<String, Integer> shown)
            throws IOException {
        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            SourceRecord record;
            while (shown.getOrDefault(split.collection(), 0) < RECORDS_OF_EACH && (record = reader.next()) != null) {
                if (record.note() != null) {
                    continue;
                }
                shown.merge(split.collection(), 1, Integer::sum);
                if (reshaper.covers(record)) {
                    show(record, reshaper.reshape(record), mapper);
                } else {
                    console.line(mapper.explain(record));
                }
            }
        }
    }

    /** The record that is reshaped, and the first of its results. */
    private void show(SourceRecord record, Reshaped reshaped, RecordMapping mapper) {
        console.line(Explanation.of(record, reshaped));
        if (reshaped instanceof Reshaped.Results results) {
            results.records().stream()
                    .limit(RECORDS_OF_EACH)
                    .map(mapper::explain)
                    .forEach(console::line);
        }
    }
}
