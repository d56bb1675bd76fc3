package dev.graphiti.migrator.report.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.report.DeadLetterSummary;
import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.SampleRuns;
import dev.graphiti.migrator.report.sum.SourceCounts.Certainty;
import dev.graphiti.migrator.report.sum.SourceCounts.CollectionCount;
import dev.graphiti.migrator.report.sum.SourceCounts.Unit;
import dev.graphiti.migrator.report.sum.SourceSum.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class SourceCheckTest {
    @Example
    void asMuchAsWasCountedIsEqual() {
        for (Certainty certainty : Certainty.values()) {
            assertThat(sum(certainty, 7, null, 7, 0)).isEqualTo("EQUAL ");
            assertThat(sum(certainty, 7, 7L, 7, 0)).isEqualTo("EQUAL ");
            assertThat(sum(certainty, 7, 9L, 7, 0)).isEqualTo("EQUAL ");
        }
    }

    @Example
    void anExactCountAllowsNoDifference() {
        assertThat(sum(Certainty.EXACT, 1_237, null, 0, 0))
                .isEqualTo("UNEXPLAINED 1,237 fewer than counted (1,237 before)");
        assertThat(sum(Certainty.EXACT, 10, 12L, 12, 0))
                .isEqualTo("UNEXPLAINED 2 more than counted (10 before, 12 after)");
    }

    @Example
    void aLiveCountAllowsWhatLiesBetweenBothCounts() {
        assertThat(sum(Certainty.LIVE, 1_000, 1_012L, 1_012, 0))
                .isEqualTo("EXPLAINED 12 more than counted: the source was written to while it was read"
                        + " (1,000 before, 1,012 after)");
        assertThat(sum(Certainty.LIVE, 1_000, 990L, 990, 0))
                .isEqualTo("EXPLAINED 10 fewer than counted: the source was written to while it was read"
                        + " (1,000 before, 990 after)");
        assertThat(sum(Certainty.LIVE, 1_000, 1_012L, 1_013, 0))
                .isEqualTo("UNEXPLAINED 13 more than counted (1,000 before, 1,012 after)");
        assertThat(sum(Certainty.LIVE, 1_000, 1_012L, 999, 0))
                .isEqualTo("UNEXPLAINED 1 fewer than counted (1,000 before, 1,012 after)");
    }

    @Example
    void aLateCountAllowsMoreThanWasEverCounted() {
        assertThat(sum(Certainty.LAGGING, 1_000, 1_000L, 1_003, 0))
                .isEqualTo("EXPLAINED 3 more than counted: the source's count is updated with a delay"
                        + " (1,000 before, 1,000 after)");
        assertThat(sum(Certainty.LAGGING, 1_000, 900L, 899, 0))
                .isEqualTo("UNEXPLAINED 101 fewer than counted (1,000 before, 900 after)");
    }

    @Example
    void withoutASecondCountOnlyMoreIsExplained() {
        assertThat(again(Certainty.LIVE, 1_012))
                .isEqualTo("EXPLAINED 12 more than counted: the source was written to while it was read"
                        + " (1,000 before; it could not be counted again: no route to host)");
        assertThat(again(Certainty.LIVE, 988))
                .isEqualTo("UNEXPLAINED 12 fewer than counted"
                        + " (1,000 before; it could not be counted again: no route to host)");
        assertThat(again(Certainty.LIVE, 1_000)).isEqualTo("EQUAL ");
    }

    @Example
    void whatFollowsDamageIsExplained() {
        assertThat(sum(Certainty.EXACT, 1_000, null, 501, 499))
                .isEqualTo("EXPLAINED 499 could not be read, because they come after damage that is recorded as a dead"
                        + " letter");
        assertThat(sum(Certainty.EXACT, 1_000, null, 500, 499))
                .isEqualTo("UNEXPLAINED 1 fewer than counted (1,000 before);"
                        + " 499 could not be read, because they come after damage that is recorded as a dead letter");
    }

    @Example
    void whatWasDeletedWhileItWasReadIsExplainedThoughItsNumberIsAnEstimate() {
        assertThat(sum(Certainty.LAGGING, 1_000, 0L, 400, 590))
                .isEqualTo("EXPLAINED 10 fewer than counted: the source was written to while it was read"
                        + " (1,000 before, 0 after); 590 could not be read, because they come after damage that"
                        + " is recorded as a dead letter");
        assertThat(sum(Certainty.LAGGING, 1_000, 1_000L, 400, 590))
                .isEqualTo("EXPLAINED 10 fewer than counted: a part of it was deleted while it was read, which is"
                        + " recorded as a dead letter (1,000 before, 1,000 after);"
                        + " 590 could not be read, because they come after damage that is recorded as a dead"
                        + " letter");
        assertThat(sum(Certainty.LAGGING, 1_000, 1_000L, 400, 0)).startsWith("UNEXPLAINED 600 fewer than counted");
    }

    @Property
    void theOutcomeIsThatOfTheDefinition(
            @ForAll Certainty certainty,
            @ForAll @LongRange(min = 0, max = 8) long before,
            @ForAll @IntRange(min = -1, max = 8) int second,
            @ForAll @LongRange(min = 0, max = 12) long read,
            @ForAll @LongRange(min = 0, max = 3) long lost) {
        @Nullable Long after = second < 0 ? null : (Long) (long) second;
        long seen = read + lost;
        boolean between = after != null && seen >= Math.min(before, after) && seen <= Math.max(before, after);
        boolean more = seen > before;
        boolean gone = lost > 0 && read < before;

        Outcome outcome = SourceSum.of("docs", Unit.RECORDS, certainty, before, after, null, read, lost)
                .outcome();

        boolean allowed = seen == before
                || switch (certainty) {
                    case EXACT -> false;
                    case LIVE -> gone || (after == null ? more : between);
                    case LAGGING -> gone || more || between;
                };
        assertThat(outcome != Outcome.UNEXPLAINED).isEqualTo(allowed);
        assertThat(outcome == Outcome.EQUAL).isEqualTo(seen == before && lost == 0);
    }

    @Property(tries = 100)
    void countsOfACollectionAreAddedUpInAnyOrder(@ForAll long seed) {
        List<CollectionCount> counts = new ArrayList<>(List.of(
                new CollectionCount("a", Unit.RECORDS, 3, Certainty.EXACT),
                new CollectionCount("a", Unit.RECORDS, 4, Certainty.LAGGING),
                new CollectionCount("b", Unit.BYTES, 5, Certainty.EXACT),
                new CollectionCount("a", Unit.RECORDS, 0, Certainty.LIVE)));
        Collections.shuffle(counts, new Random(seed));

        List<SourceSum> sums = SourceCheck.sums(
                new SourceCounts("", List.of(), true, counts, null, null),
                Map.of(Unit.RECORDS, Map.of("a", 9L, "b", 2L, "c", 1L), Unit.BYTES, Map.of("b", 5L, "a", 70L)),
                Map.of());

        assertThat(sums)
                .extracting(sum -> "%s %s %s %s".formatted(sum.collection(), sum.before(), sum.read(), sum.outcome()))
                .containsExactly("a 7 9 EXPLAINED", "b 5 5 EQUAL", "c null 1 NOT_COUNTED");
    }

    @Example
    void aCollectionThatWasCountedAndNeverReadIsUnexplained() {
        SourceCounts counts = counted(new CollectionCount("ns", Unit.RECORDS, 1_237, Certainty.LAGGING))
                .countedAgain(List.of(new CollectionCount("ns", Unit.RECORDS, 1_237, Certainty.LAGGING)));

        assertThat(SourceCheck.sums(counts, Map.of(), Map.of()))
                .extracting(SourceSum::words)
                .containsExactly("ns (records): 1,237 fewer than counted (1,237 before, 1,237 after)");
    }

    @Example
    void aCollectionThatCameWhileReadingWasZeroBefore() {
        SourceCounts counts = counted(new CollectionCount("a", Unit.RECORDS, 1, Certainty.LIVE))
                .countedAgain(List.of(
                        new CollectionCount("a", Unit.RECORDS, 1, Certainty.LIVE),
                        new CollectionCount("b", Unit.RECORDS, 5, Certainty.LIVE)));

        assertThat(SourceCheck.sums(counts, Map.of(Unit.RECORDS, Map.of("a", 1L, "b", 3L)), Map.of()))
                .extracting(SourceSum::outcome)
                .containsExactly(Outcome.EQUAL, Outcome.EXPLAINED);
    }

    @Example
    void aSecondCountThatFailedExplainsNoLoss() {
        SourceCounts counts = counted(new CollectionCount("a", Unit.RECORDS, 100, Certainty.LIVE))
                .countedAgain(List.of(new CollectionCount("a", Unit.RECORDS, 0, Certainty.LIVE, "no route to host")));

        assertThat(SourceCheck.sums(counts, Map.of(Unit.RECORDS, Map.of("a", 60L)), Map.of()))
                .extracting(SourceSum::outcome, SourceSum::words)
                .containsExactly(
                        tuple(
                                Outcome.UNEXPLAINED,
                                "a (records): 40 fewer than counted (100 before; it could not be counted again: no route to host)"));
    }

    @Example
    void whatCannotBeCountedIsListedWithTheReason() {
        SourceCounts counts = counted(
                new CollectionCount("a", Unit.RECORDS, 0, Certainty.LIVE, "the server does not count"),
                new CollectionCount("", Unit.RECORDS, 0, Certainty.LIVE, "time is up"));

        assertThat(SourceCheck.sums(counts, Map.of(Unit.RECORDS, Map.of("b", 2L)), Map.of()))
                .extracting(SourceSum::outcome, SourceSum::words)
                .containsExactly(
                        tuple(Outcome.NOT_COUNTED, "a: not counted by the source: the server does not count"),
                        tuple(Outcome.NOT_COUNTED, "b: not counted by the source: time is up"));
    }

    @Example
    void anOffsetIsThatOfARecordOrOneWithout() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.read("topic", 7))
                .add(Count.note("topic", "offset-without-record", 2))
                .add(Count.sourceRead("topic", 2))
                .add(Count.note("topic", "no-time", 5));
        SourceCounts counts = new SourceCounts(
                "",
                List.of(),
                false,
                List.of(new CollectionCount("topic", Unit.OFFSETS, 9, Certainty.EXACT)),
                null,
                null);

        SourceCheck check = SourceCheck.of(counts, Collections.emptyIterator(), tallies);

        assertThat(check.collections()).extracting(SourceSum::outcome).containsExactly(Outcome.EQUAL);
        assertThat(check.splits()).isEmpty();
    }

    @Example
    void eachSplitMustEndOnce() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.splitEnded("docs", "a"))
                .add(Count.splitEnded("docs", "b"))
                .add(Count.splitEnded("docs", "b"))
                .add(Count.splitEnded("docs", "stray"));

        assertThat(check(tallies).splits())
                .containsExactly(new SplitSum(
                        "docs",
                        3,
                        1,
                        List.of(
                                "split b was read to its end 2 times",
                                "split c was not read to its end",
                                "split stray is not in the plan")));
    }

    @Example
    void theSentenceNamesWhatIsMissing() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.splitEnded("docs", "a"))
                .add(Count.splitEnded("docs", "c"))
                .add(Count.sourceRead("docs", 20))
                .add(Count.read("docs", 2))
                .add(Count.mapped("docs", 2));

        assertThat(report(check(tallies), tallies).sentence())
                .isEqualTo("30 bytes in the source, 20 read; 2 records read = 2 mapped; no elements."
                        + " The sum does NOT hold: bytes of docs in the source: 10 fewer than counted (30 before);"
                        + " and 1 more difference.");
        assertThat(report(check(tallies), tallies).sum().differences())
                .extracting(SumCheck.Difference::toString)
                .containsExactly(
                        "bytes of docs in the source: 10 fewer than counted (30 before)",
                        "splits of docs: 3 planned, 2 read to their end once (split b was not read to its end)");
    }

    @Example
    void theSentenceBeginsWithWhatTheSourceHolds() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.splitEnded("docs", "a"))
                .add(Count.splitEnded("docs", "b"))
                .add(Count.splitEnded("docs", "c"))
                .add(Count.sourceRead("docs", 30))
                .add(Count.read("docs", 2))
                .add(Count.mapped("docs", 2));

        assertThat(report(check(tallies), tallies).sentence())
                .isEqualTo("30 bytes in the source = 30 read; 2 records read = 2 mapped; no elements. The sum holds.");
    }

    private static SourceCheck check(CountAggregator tallies) {
        List<PlannedSplit> plan = List.of(
                new PlannedSplit("a", "docs", "1", 10),
                new PlannedSplit("b", "docs", "2", 10),
                new PlannedSplit("c", "docs", "3", 10));
        return SourceCheck.of(
                counted(new CollectionCount("docs", Unit.BYTES, 30, Certainty.EXACT)), plan.iterator(), tallies);
    }

    private static RunReport report(SourceCheck source, CountAggregator tallies) {
        return RunReport.of(
                SampleRuns.info(),
                source,
                tallies,
                DeadLetterSummary.of(Collections.emptyIterator()),
                GraphSample.NONE);
    }

    private static SourceCounts counted(CollectionCount... counts) {
        return new SourceCounts("", List.of(), true, List.of(counts), null, null);
    }

    private static String again(Certainty certainty, long read) {
        SourceSum sum = SourceSum.of("docs", Unit.RECORDS, certainty, 1_000, null, "no route to host", read, 0);
        return sum.outcome() + " " + sum.cause();
    }

    private static String sum(Certainty certainty, long before, @Nullable Long after, long read, long lost) {
        SourceSum sum = SourceSum.of("docs", Unit.RECORDS, certainty, before, after, null, read, lost);
        return sum.outcome() + " " + sum.cause();
    }
}
