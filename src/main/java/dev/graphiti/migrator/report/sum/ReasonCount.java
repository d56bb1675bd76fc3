package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.text.Formats;
import java.util.Comparator;
import java.util.List;

/** How often one reason, rule or note occurred. */
public record ReasonCount(String reason, long count) {
    private static final int NAMED = 8;
    public static final Comparator<ReasonCount> MOST_FIRST =
            Comparator.comparingLong(ReasonCount::count).reversed().thenComparing(ReasonCount::reason);

    public static long total(List<ReasonCount> reasons) {
        return reasons.stream().mapToLong(ReasonCount::count).sum();
    }

    /** For instance {@code damaged 8, no-time 13}; of many reasons only the most frequent by name. */
    public static String words(List<ReasonCount> reasons) {
        List<ReasonCount> sorted = reasons.stream().sorted(MOST_FIRST).toList();
        int named = sorted.size() > NAMED ? NAMED - 1 : sorted.size();
        StringBuilder words = new StringBuilder();
        for (ReasonCount reason : sorted.subList(0, named)) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(reason.reason)
                    .append(' ')
                    .append(Formats.count(reason.count));
        }
        List<ReasonCount> rest = sorted.subList(named, sorted.size());
        if (!rest.isEmpty()) {
            words.append(", %d other reasons %s".formatted(rest.size(), Formats.count(total(rest))));
        }
        return words.toString();
    }
}
