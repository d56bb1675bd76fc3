package dev.graphiti.migrator.app;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.report.sum.SourceCounts;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the source how much it holds: before the first record is read, and after the last. */
final class SourceCounting {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCounting.class);

    private SourceCounting() {}

    /**
     * Before reading.
     *
     * @throws MigratorException when the source cannot be asked
     */
    static SourceCounts first(SourceOptions options, SourcePlan plan) {
        try {
            List<SourceCounts.CollectionCount> counts = counts(options, plan.splits());
            return new SourceCounts(
                    plan.estimate(), PassedOver.lines(plan.passedOver()), options.endsEachSplit(), counts, null, null);
        } catch (IOException e) {
            throw new MigratorException(Fault.SOURCE, "The source cannot be counted: " + e.getMessage(), e);
        }
    }

    /** After reading, once for a run. A source that cannot be asked any more is told in the report, and is no failure. */
    static void again(SourceOptions options, RunFiles files) {
        SourceCounts.read(files)
                .filter(SourceCounts::awaitSecondCount)
                .ifPresent(counts -> again(options, files, counts).write(files));
    }

    private static SourceCounts again(SourceOptions options, RunFiles files, SourceCounts counts) {
        try {
            return counts.countedAgain(counts(options, new KeptSplits(files.runDirectory()).splits()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The source could not be counted again", e);
            return counts.notCountedAgain(
                    Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
        }
    }

    private static List<SourceCounts.CollectionCount> counts(SourceOptions options, List<SourceSplit> splits)
            throws IOException {
        return options.source().counts(splits).stream()
                .map(SourceCounting::asLedgerKnowsIt)
                .toList();
    }

    private static SourceCounts.CollectionCount asLedgerKnowsIt(SourceCount count) {
        return new SourceCounts.CollectionCount(
                count.collection(),
                SourceCounts.Unit.valueOf(count.unit().name()),
                count.count(),
                SourceCounts.Certainty.valueOf(count.certainty().name()),
                count.unknown());
    }
}
