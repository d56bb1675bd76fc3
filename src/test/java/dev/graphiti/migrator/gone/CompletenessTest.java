package dev.graphiti.migrator.gone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.SampleRuns;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.report.sum.SourceCheck;
import dev.graphiti.migrator.report.sum.SourceCounts.Unit;
import dev.graphiti.migrator.report.sum.SourceSum;
import dev.graphiti.migrator.report.sum.SourceSum.Outcome;
import dev.graphiti.migrator.report.sum.SumCheck;
import dev.graphiti.migrator.report.sum.SumCheck.Difference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    private static final SumCheck HOLDS = new SumCheck(List.of());
    private static final RecordSum ALL_MAPPED = records(List.of(), List.of());

    @Test
    void aSourceWhoseCountsAreEqualWasReadCompletely() {
        assertThat(Completeness.doubt(report(HOLDS, read(Outcome.EQUAL, ""), ALL_MAPPED), Set.of("people")))
                .isEmpty();
        assertThat(Completeness.doubt(
                        report(
                                HOLDS,
                                read(Outcome.EQUAL, ""),
                                records(
                                        List.of(new ReasonCount("no-time", 3)),
                                        List.of(new ReasonCount("name-cut", 1)))),
                        Set.of("people")))
                .isEmpty();
    }

    @Test
    void anythingElseIsADoubt() {
        assertDoubt(
                report(
                        new SumCheck(List.of(new Difference("records of people", 2, 1))),
                        read(Outcome.EQUAL, ""),
                        ALL_MAPPED),
                "the sum of the run does not hold");
        assertDoubt(
                report(HOLDS, read(Outcome.EXPLAINED, "it has changed meanwhile"), ALL_MAPPED),
                "the source's own count of 'people' is not equal to what was read (it has changed meanwhile)");
        assertDoubt(
                report(HOLDS, read(Outcome.NOT_COUNTED, ""), ALL_MAPPED),
                "the source's own count of 'people' is not equal to what was read (not counted)");
        assertDoubt(report(HOLDS, SourceCheck.NONE, ALL_MAPPED), "the source has not counted the collection 'people'");
        assertDoubt(
                report(
                        HOLDS,
                        new SourceCheck(List.of(), List.of(), List.of("2 files of people are not read.")),
                        ALL_MAPPED),
                "not all that was found was read: 2 files of people are not read");
    }

    @Test
    void aDeadLetterWhoseRecordIsNotKnownMayBeAnyRecord() {
        assertDoubt(
                report(
                        HOLDS,
                        read(Outcome.EQUAL, ""),
                        records(
                                List.of(new ReasonCount("duplicate-id", 2)),
                                List.of(new ReasonCount("not-identified", 1)))),
                "3 dead letters of 'people' may be records that it has not met");
        assertDoubt(
                report(
                        HOLDS,
                        read(Outcome.EQUAL, ""),
                        records(List.of(new ReasonCount("reshape-failed", 1)), List.of())),
                "1 dead letter of 'people' may be a record that it has not met");
    }

    private static void assertDoubt(RunReport report, String clause) {
        assertThat(Completeness.doubt(report, Set.of("people"))).hasValue(clause);
    }

    private static SourceCheck read(Outcome outcome, String cause) {
        return new SourceCheck(
                List.of(new SourceSum("people", Unit.BYTES, 100L, null, 100, 0, outcome, cause)), List.of(), List.of());
    }

    private static RecordSum records(List<ReasonCount> deadLettered, List<ReasonCount> notes) {
        return new RecordSum("people", 10, 0, 0, 10, List.of(), deadLettered, notes);
    }

    private static RunReport report(SumCheck sum, SourceCheck source, RecordSum records) {
        RunReport any = SampleRuns.example();
        return new RunReport(
                RunReport.SCHEMA_VERSION,
                SampleRuns.info(),
                source,
                List.of(records),
                List.of(),
                sum,
                any.groups(),
                List.of(),
                List.of(),
                List.of(),
                any.throughput(),
                GraphSample.NONE);
    }
}
