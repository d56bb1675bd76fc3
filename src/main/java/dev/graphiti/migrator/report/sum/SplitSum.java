package dev.graphiti.migrator.report.sum;

import java.util.List;

/**
 * What became of the splits of one collection.
 *
 * @param planned how many the plan has
 * @param ended how many of them were read to their end, once
 * @param wrong some of the others, a sentence each
 */
public record SplitSum(String collection, long planned, long ended, List<String> wrong) {
    public SplitSum {
        wrong = List.copyOf(wrong);
    }

    boolean holds() {
        return planned == ended && wrong.isEmpty();
    }
}
