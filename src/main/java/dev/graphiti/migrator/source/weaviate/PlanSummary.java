package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.source.SourceSplit;
import java.util.List;

/** Says what a plan will read, and which tenants it will not. */
final class PlanSummary {
    private static final int SHOWN = 5;

    private PlanSummary() {}

    static String of(List<SourceSplit> splits) {
        List<WeaviateSplit> inactive = splits.stream()
                .map(split -> WeaviateSplit.parse(split.spec()))
                .filter(spec -> !spec.status().isEmpty())
                .toList();
        long classes = splits.stream().map(SourceSplit::collection).distinct().count();
        String plan = "Weaviate: about %d objects of %d classes in %d splits"
                .formatted(
                        splits.stream().mapToLong(SourceSplit::size).sum(), classes, splits.size() - inactive.size());
        return inactive.isEmpty() ? plan + "." : plan + "; " + notRead(inactive);
    }

    private static String notRead(List<WeaviateSplit> inactive) {
        List<String> shown = inactive.stream()
                .limit(SHOWN)
                .map(spec -> "%s (%s)".formatted(spec.words(), spec.status()))
                .toList();
        String rest = inactive.size() <= SHOWN ? "" : " and %d more".formatted(inactive.size() - SHOWN);
        return "%d inactive tenants cannot be read: %s%s. Activate them in Weaviate to migrate them too."
                .formatted(inactive.size(), String.join(", ", shown), rest);
    }
}
