package dev.graphiti.migrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.ledger.CountFormat;
import dev.graphiti.migrator.ledger.DeadLetterFormat;
import dev.graphiti.migrator.ledger.json.JsonLinesEncoder;
import dev.graphiti.migrator.ledger.json.RowFormat;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.report.sum.SumCheck;
import dev.graphiti.migrator.report.sum.Sums;
import dev.graphiti.migrator.report.sum.UnusedRule;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.util.FileUtils;

class RunReportTest {
    @Example
    void saysWhatBecameOfEverything() {
        assertThat(SampleRuns.example().sentence())
                .isEqualTo(
                        "700 records read = 668 mapped + 11 skipped (draft 11) + 21 dead-lettered (no-time 13, damaged 8);"
                                + " 4,210 elements = 4,180 written + 24 merged + 6 dead-lettered (endpoint-missing 6). The sum holds.");
    }

    @Example
    void saysThatNothingChanged() {
        assertThat(ExtremeRuns.nothingChanged().sentence())
                .isEqualTo("668 records read = 668 mapped; 4,204 elements = 0 written + 4,204 merged:"
                        + " the graph already held all of it, nothing was changed. The sum holds.");
    }

    @Example
    void saysThatThereWasNothing() {
        assertThat(ExtremeRuns.nothingAtAll().sentence())
                .isEqualTo("0 records read = 0 mapped; no elements. The sum holds.");
    }

    @Example
    void countsWhatItUpdatedOnlyOnce() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.read("docs", 1))
                .add(Count.mapped("docs", 1))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MAPPED, 3))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MERGED, 2))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.UPDATED, 1));

        RunReport report = report(tallies, List.of());

        assertThat(report.sentence())
                .isEqualTo("1 record read = 1 mapped; 3 elements = 0 written + 2 merged + 1 updated. The sum holds.");
        assertThat(report.changedNothing()).isFalse();
    }

    @Example
    void recordsThatHaveBecomeOthersAreATermOfTheSum() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.read("chats", 10))
                .add(Count.skipped("chats", "reshape-empty", 1))
                .add(Count.reshaped("chats", 9))
                .add(Count.results("chats", 42))
                .add(Count.mapped("chats", 40))
                .add(Count.skipped("chats", "draft", 2))
                .add(Count.read("docs", 5))
                .add(Count.mapped("docs", 5));

        RunReport report = report(tallies, List.of());

        assertThat(report.sentence())
                .isEqualTo("15 records read, 9 of them reshaped into 42: 48 records = 45 mapped + 3 skipped (draft 2,"
                        + " reshape-empty 1); no elements. The sum holds.");
        assertThat(report(tallies.add(Count.mapped("chats", -1)), List.of())
                        .sum()
                        .differences())
                .containsExactly(new SumCheck.Difference("records of chats", 43, 42));
    }

    @Example
    void saysWhereTheSumBreaks() {
        CountAggregator tallies = new CountAggregator()
                .add(Count.read("docs", 700))
                .add(Count.mapped("docs", 699))
                .add(Count.read("notes", 5))
                .add(Count.mapped("notes", 5))
                .add(Count.element("notes", ElementKind.MENTIONS, Outcome.MAPPED, 5))
                .add(Count.element("notes", ElementKind.MENTIONS, Outcome.WRITTEN, 7));

        SumCheck sum = report(tallies, List.of()).sum();

        assertThat(sum.holds()).isFalse();
        assertThat(sum.differences())
                .containsExactly(
                        new SumCheck.Difference("records of docs", 700, 699),
                        new SumCheck.Difference("MENTIONS elements of notes", 5, 7));
        assertThat(sum.sentence())
                .isEqualTo("The sum does NOT hold: records of docs: 700 came in, 699 are accounted for (1 missing);"
                        + " and 1 more difference.");
        assertThat(sum.differences().get(1))
                .hasToString("MENTIONS elements of notes: 5 came in, 7 are accounted for (2 too many)");
    }

    @Example
    void aLetterThatWasCountedMustLieInTheFiles() {
        CountAggregator tallies =
                new CountAggregator().add(Count.read("docs", 2)).add(Count.deadLettered("docs", "damaged", 2));
        List<DeadLetter> one = new ArrayList<>();
        SampleRuns.addLetters(one, "docs", "damaged", 1);

        assertThat(report(tallies, one).sum().differences())
                .containsExactly(new SumCheck.Difference("dead letters (record) of docs", 2, 1));
    }

    @Example
    void aLetterThatNobodyCountedIsADifference() {
        List<DeadLetter> one = new ArrayList<>();
        SampleRuns.addLetters(one, "stray", "damaged", 1);

        assertThat(report(new CountAggregator(), one).sum().differences())
                .containsExactly(new SumCheck.Difference("dead letters (record) of stray", 0, 1));
    }

    @Example
    void whatIsOnItsWayIsNoFaultBeforeTheEnd() {
        CountAggregator tallies =
                new CountAggregator().add(Count.read("docs", 7)).add(Count.mapped("docs", 5));
        RunInfo running = SampleRuns.info().startedAs("job-2");

        assertThat(SampleRuns.report(running, tallies, List.of(), GraphSample.NONE)
                        .sentence())
                .isEqualTo("Not finished (running): 7 records read = 5 mapped; no elements. The rest is still in"
                        + " progress:"
                        + " records of docs: 7 came in, 5 are accounted for (2 missing).");
    }

    @Example
    void namesOnlyTheMostFrequentOfManyReasons() {
        CountAggregator tallies = new CountAggregator().add(Count.read("docs", 55));
        for (int i = 1; i <= 10; i++) {
            tallies.add(Count.skipped("docs", "rule-" + i, i));
        }

        assertThat(report(tallies, List.of()).sentence())
                .startsWith(
                        "55 records read = 0 mapped + 55 skipped (rule-10 10, rule-9 9, rule-8 8, rule-7 7, rule-6 6,"
                                + " rule-5 5, rule-4 4, 3 other reasons 6);");
    }

    @Example
    void keepsTheSameExamplesInWhateverOrderTheyCome() {
        List<DeadLetter> letters = new ArrayList<>();
        SampleRuns.addLetters(letters, "docs", "damaged", 40);
        List<DeadLetter> shuffled = new ArrayList<>(letters);
        Collections.shuffle(shuffled, new Random(5));

        List<DeadLetterReason> reasons = report(new CountAggregator(), shuffled).deadLetters();

        assertThat(reasons)
                .containsExactly(new DeadLetterReason(
                        "damaged",
                        40,
                        40,
                        letters.subList(0, 5).stream().map(LetterExample::of).toList()));
    }

    @Example
    void isMadeFromTheFilesOfTheRunAlone() throws IOException {
        Path directory = Files.createTempDirectory("run");
        RunFiles files = new RunFiles(directory.toString());
        files.write(SampleRuns.info());
        List<DeadLetter> letters = new ArrayList<>();
        SampleRuns.addLetters(letters, "docs", "damaged", 1);
        part(directory.resolve("counts/counts-a-0.jsonl"), CountFormat.INSTANCE, List.of(Count.read("docs", 2)));
        part(
                directory.resolve("counts/counts-b-0.jsonl"),
                CountFormat.INSTANCE,
                List.of(Count.mapped("docs", 1), Count.deadLettered("docs", "damaged", 1)));
        part(directory.resolve("dead-letters/dead-letters-a-0.jsonl"), DeadLetterFormat.INSTANCE, letters);

        RunReport report = RunReport.of(files, GraphSample.NONE);
        report.write(files, "<!DOCTYPE html>");

        assertThat(report.sentence())
                .isEqualTo("2 records read = 1 mapped + 1 dead-lettered (damaged 1); no elements. The sum holds.");
        assertThat(RunReport.read(files)).contains(report);
        assertThat(directory.resolve("report.html")).hasContent("<!DOCTYPE html>");
        FileUtils.deleteDirectory(directory.toFile());
    }

    private static <T> void part(Path file, RowFormat<T> format, List<T> rows) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        JsonLinesEncoder<T> encoder = new JsonLinesEncoder<>(format);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (T row : rows) {
                encoder.encode(row, out);
            }
        }
    }

    @Example
    void measuresFromStartToEnd() {
        RunReport report = SampleRuns.example();

        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(412));
        assertThat(report.recordsPerSecond()).isEqualTo(700 / 412.0);
    }

    @Example
    void theJsonSaysTheVerdictForScripts() {
        assertThat(ReportJson.write(SampleRuns.example()))
                .contains("\"schema_version\" : 1", "\"sum_holds\" : true", "\"changed_nothing\" : false")
                .contains("\"sentence\" : \"700 records read")
                .contains("\"dead_lettered\"", "\"started_at\" : \"2026-11-22T10:15:00Z\"");
    }

    @Example
    void refusesAReportOfAnotherTime() {
        String json =
                ReportJson.write(SampleRuns.example()).replace("\"schema_version\" : 1", "\"schema_version\" : 2");

        assertThatThrownBy(() -> ReportJson.read(json, "report.json"))
                .hasMessage("report.json has schema version 2, this version reads 1; use the version that wrote it");
    }

    @Property(tries = 100)
    void anyReportComesBack(@ForAll("tallies") List<Count> tallies, @ForAll("texts") String text) {
        RunReport strange = ExtremeRuns.saying(text);
        RunReport report = new RunReport(
                RunReport.SCHEMA_VERSION,
                strange.run(),
                strange.source(),
                Sums.ofRecords(CountAggregator.of(tallies)),
                Sums.ofElements(CountAggregator.of(tallies)),
                strange.sum(),
                GroupSizes.of(CountAggregator.of(tallies), 3),
                strange.deadLetters(),
                List.of(new UnusedRule(text, text, text)),
                strange.retries(),
                Throughput.of(CountAggregator.of(tallies).ofSubject(Subject.THROUGHPUT)),
                strange.sample());

        assertThat(ReportJson.read(ReportJson.write(report), "report.json")).isEqualTo(report);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("\ud800", "x\udc00", "😀", "\"\\\n\0\u2028"),
                Arbitraries.strings().all().ofMaxLength(12));
    }

    @Provide
    Arbitrary<List<Count>> tallies() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000_000);
        Arbitrary<Count> sums = Combinators.combine(
                        Arbitraries.of(Subject.RECORD, Subject.ELEMENT, Subject.GROUP),
                        texts(),
                        texts(),
                        Arbitraries.of(
                                Outcome.READ, Outcome.MAPPED, Outcome.SKIPPED, Outcome.WRITTEN, Outcome.DEAD_LETTERED),
                        texts(),
                        counts)
                .as(Count::new);
        Arbitrary<Count> rates = Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000L),
                        Arbitraries.of(Outcome.READ, Outcome.WRITTEN),
                        counts)
                .as(Count::throughput);
        return Arbitraries.oneOf(sums, rates).list().ofMaxSize(20);
    }

    private static RunReport report(CountAggregator tallies, List<DeadLetter> letters) {
        return SampleRuns.report(SampleRuns.info(), tallies, letters, GraphSample.NONE);
    }
}
