package dev.graphiti.migrator.report.sum;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Adds sums up to one. */
public final class Totals {
    private Totals() {}

    public static RecordSum ofRecords(List<RecordSum> sums) {
        return new RecordSum(
                "",
                total(sums, RecordSum::read),
                total(sums, RecordSum::reshaped),
                total(sums, RecordSum::results),
                total(sums, RecordSum::mapped),
                reasons(sums, RecordSum::skipped),
                reasons(sums, RecordSum::deadLettered),
                reasons(sums, RecordSum::notes));
    }

    public static ElementSum ofElements(List<ElementSum> sums) {
        return new ElementSum(
                "",
                "",
                total(sums, ElementSum::mapped),
                total(sums, ElementSum::written),
                total(sums, ElementSum::merged),
                total(sums, ElementSum::updated),
                total(sums, ElementSum::unchanged),
                total(sums, ElementSum::keptChanged),
                total(sums, ElementSum::gone),
                total(sums, ElementSum::notMapped),
                reasons(sums, ElementSum::deadLettered));
    }

    private static <T> long total(Collection<T> sums, ToLongFunction<T> part) {
        return sums.stream().mapToLong(part).sum();
    }

    private static <T> List<ReasonCount> reasons(Collection<T> sums, Function<T, List<ReasonCount>> part) {
        return sums.stream()
                .flatMap(sum -> part.apply(sum).stream())
                .collect(Collectors.groupingBy(ReasonCount::reason, Collectors.summingLong(ReasonCount::count)))
                .entrySet()
                .stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(ReasonCount.MOST_FIRST)
                .toList();
    }
}
