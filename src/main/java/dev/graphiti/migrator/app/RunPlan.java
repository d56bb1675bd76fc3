package dev.graphiti.migrator.app;

import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.report.sum.SourceCounts;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one plan of a run: the check before the job, the job and each resumption are about the same splits. It is made at the
 * first start and kept in the run's folder; where it lies there, the source is not asked again.
 *
 * @param size the sum over all splits, in what the source counts in; 0 where it is not known
 * @param notRead what was found and is not read, a sentence for each collection
 * @param made null where the plan lies in the run's folder already
 */
public record RunPlan(
        int splits,
        long size,
        String estimate,
        List<String> notRead,
        @Nullable Made made) {
    private record Made(SourcePlan plan, SourceCounts counts) {}

    /**
     * The plan of the run with these files.
     *
     * @param before one that was made for this start already; null if there is none
     */
    public static RunPlan of(MigrationConfig config, RunFiles files, @Nullable SourcePlan before) {
        if (files.hasPlan()) {
            return kept(files);
        }
        SourcePlan plan = before != null ? before : SourcePlan.of(config);
        SourceCounts counts = SourceCounting.first(config.source(), plan);
        return new RunPlan(
                plan.splits().size(), plan.size(), counts.estimate(), counts.notRead(), new Made(plan, counts));
    }

    private static RunPlan kept(RunFiles files) {
        int splits = 0;
        long size = 0;
        try (JsonLinesReader<PlannedSplit> rows = files.readPlan()) {
            while (rows.hasNext()) {
                splits++;
                size += rows.next().size();
            }
        }
        SourceCounts counts = SourceCounts.read(files).orElse(SourceCounts.NONE);
        return new RunPlan(splits, size, counts.estimate(), counts.notRead(), null);
    }

    /** Writes a plan that was made now; the counts first, so that a plan is never without them. */
    public void keep(RunFiles files) {
        if (made != null) {
            made.counts().write(files);
            Iterator<SourceSplit> all = made.plan().splits().iterator();
            files.writePlan(() -> new Rewritten(all));
        }
    }

    /** One at a time: a plan can have hundreds of thousands. */
    private record Rewritten(Iterator<SourceSplit> splits) implements Iterator<PlannedSplit> {
        @Override
        public boolean hasNext() {
            return splits.hasNext();
        }

        @Override
        public PlannedSplit next() {
            SourceSplit split = splits.next();
            return new PlannedSplit(split.id(), split.collection(), split.spec(), split.size());
        }
    }
}
