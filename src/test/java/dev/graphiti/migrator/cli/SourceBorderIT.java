package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.Progress;
import dev.graphiti.migrator.migrate.Migration;
import dev.graphiti.migrator.migrate.MigrationRequest;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What lies between the source and the first record that is read: the plan that is made once, and the source's own counts. */
class SourceBorderIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    /** For the whole process, since a job's source is a copy. */
    private static final AtomicInteger PLANNED = new AtomicInteger();

    private static final AtomicInteger COUNTED = new AtomicInteger();
    private static volatile Trouble trouble = Trouble.NONE;

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clearData();
        PLANNED.set(0);
        COUNTED.set(0);
        trouble = Trouble.NONE;
    }

    @Test
    void filesThatAreDeletedAfterThePlanEndInOneSentence() throws IOException {
        Path data = fourFiles();
        byte[] second = Files.readAllBytes(data.resolve("1.jsonl"));
        byte[] third = Files.readAllBytes(data.resolve("2.jsonl"));

        Call call = afterThePlan(() -> {
            Files.delete(data.resolve("1.jsonl"));
            Files.delete(data.resolve("2.jsonl"));
        });

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(4);
        assertThat(call.err())
                .hasLineCount(1)
                .containsPattern("file /.*/[12].jsonl no longer exists and had \\d{5} bytes when the run was planned;"
                        + " restore it and resume, or start a new run");

        Files.write(data.resolve("1.jsonl"), second);
        Files.write(data.resolve("2.jsonl"), third);
        assertGoesOnWithTheSamePlan(data);
    }

    @Test
    void filesThatAreCutAfterThePlanEndInOneSentence() throws IOException {
        Path data = fourFiles();
        byte[] second = Files.readAllBytes(data.resolve("1.jsonl"));

        Call call = afterThePlan(() -> Files.write(data.resolve("1.jsonl"), Arrays.copyOf(second, 12_345)));

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(4);
        assertThat(call.err())
                .hasLineCount(1)
                .contains(
                        "/1.jsonl was truncated: it has 12345 bytes now and had %d bytes when the run was planned; restore it"
                                .formatted(second.length));

        Files.write(data.resolve("1.jsonl"), second);
        assertGoesOnWithTheSamePlan(data);
    }

    private void assertGoesOnWithTheSamePlan(Path data) throws IOException {
        Files.writeString(data.resolve("4.jsonl"), "{\"id\":\"new\"}\n");

        Call call = workspace().call("migrate", "--continue");

        assertThat(call.code()).as(call.out() + call.err()).isZero();
        long bytes = 0;
        for (int i = 0; i < 4; i++) {
            bytes += Files.size(data.resolve(i + ".jsonl"));
        }
        assertThat(call.out())
                .contains(": 4 splits, ")
                .contains(("%,d bytes in the source = %,d read; 4,000 records read = 4,000 mapped;")
                        .formatted(bytes, bytes))
                .contains("The sum holds.");
        assertThat(workspace().runDirectories()).hasSize(1);
        assertThat(workspace().report().at("/source/splits/0/ended").asInt()).isEqualTo(4);
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(4_000);
    }

    @Test
    void aPageThatTheReaderDropsBreaksTheSum() {
        trouble = Trouble.DROPS_A_PAGE;

        MigrationOutcome outcome = migrate(false);

        assertThat(ExitCode.of(outcome)).isEqualTo(ExitCode.SUM_BROKEN);
        assertThat(outcome.summary())
                .startsWith("900 records in the source, 700 read; 700 records read = 700 mapped;")
                .contains("The sum does NOT hold: records of things in the source: 200 fewer than counted"
                        + " (900 before, 900 after).");
        Call status = workspace().call("status");
        assertThat(status.out())
                .contains("The sum does NOT hold")
                .contains("Source, things (records): 200 fewer than counted (900 before, 900 after) [unexplained]");
        assertThat(workspace().report().at("/source/collections/0/outcome").asText())
                .isEqualTo("UNEXPLAINED");
    }

    @Test
    void aSourceThatIsAwayInTheEndIsNoFailure() {
        trouble = Trouble.AWAY_IN_THE_END;

        MigrationOutcome outcome = migrate(false);

        assertThat(ExitCode.of(outcome)).isEqualTo(ExitCode.OK);
        assertThat(outcome.summary())
                .startsWith("900 records in the source = 900 read;")
                .contains("The sum holds.");
    }

    @Test
    void aResumedRunDoesNotAskTheSourceForAnotherPlan() {
        trouble = Trouble.FAILS_ONCE;

        JobFailure failure = assertThrows(JobFailure.class, () -> migrate(false));
        assertThat(failure).hasMessageContaining("the key is revoked");
        MigrationOutcome outcome = migrate(true);

        assertThat(ExitCode.of(outcome)).isEqualTo(ExitCode.OK);
        assertThat(outcome.summary())
                .startsWith("900 records in the source = 900 read; 900 records read = 900 mapped;");
        assertThat(PLANNED).as("how often the source was asked for its splits").hasValue(1);
        assertThat(COUNTED)
                .as("how often it was counted: before the first record and after the last")
                .hasValue(2);
    }

    /** Does it when the run has told how many splits it has, before there is a job. */
    private Call afterThePlan(ThrowingCallable deed) {
        return workspace()
                .call(
                        line -> {
                            if (line.contains(": 4 splits")) {
                                try {
                                    deed.call();
                                } catch (Throwable e) {
                                    throw new AssertionError(e);
                                }
                            }
                        },
                        "migrate");
    }

    private Path fourFiles() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (int file = 0; file < 4; file++) {
            int number = file;
            Files.writeString(
                    data.resolve(file + ".jsonl"),
                    IntStream.range(0, 1_000)
                            .mapToObj("{\"id\":\"%d-%%d\"}\n".formatted(number)::formatted)
                            .collect(Collectors.joining()));
        }
        workspace().write(yaml());
        return data;
    }

    private Workspace workspace() {
        return new Workspace(folder);
    }

    private String yaml() {
        return """
                source: { type: json, inputs: [{ collection: things, paths: ["%s"] }] }
                mapping: { "*": { id: id, group: things, entity: { name: "Thing {id}" } } }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                """.formatted(folder.resolve("data"), workspace().runs()) + Workspace.section(NEO4J.options());
    }

    private MigrationOutcome migrate(boolean unfinished) {
        workspace().write(yaml());
        MigrationConfig read = new ConfigReader<>(MigrationConfig.shape(), Map.of())
                .read(workspace().config());
        MigrationConfig config = new MigrationConfig(
                new TroubledOptions(),
                read.mapping(),
                read.embedding(),
                read.target(),
                read.write(),
                read.checkpoint(),
                read.run());
        MigrationRequest request =
                new MigrationRequest(config, "", "hash", "test", 1, null, unfinished, null, null, false);
        return new Migration(request, new QuietConsole(), Clock.systemUTC(), new Random(7))
                .run()
                .orElseThrow();
    }

    private enum Trouble {
        NONE,
        DROPS_A_PAGE,
        FAILS_ONCE,
        AWAY_IN_THE_END
    }

    @Variant(value = "troubled", description = "Made up, with trouble on command.")
    private record TroubledOptions() implements SourceOptions {
        @Override
        public RecordSource source() {
            return new TroubledSource(new SyntheticSource(3, 300));
        }
    }

    /** Three splits of three hundred records, and whatever is the trouble with the second. */
    private record TroubledSource(SyntheticSource source) implements RecordSource {
        @Override
        public List<SourceSplit> splits() {
            PLANNED.incrementAndGet();
            return source.splits();
        }

        @Override
        public List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
            if (COUNTED.getAndIncrement() > 0 && trouble == Trouble.AWAY_IN_THE_END) {
                throw new IOException("no route to host");
            }
            return List.of(new SourceCount("things", Unit.RECORDS, source.ids().size(), Certainty.LIVE));
        }

        @Override
        public RecordReader open(SourceSplit split, String position) {
            RecordReader reader = source.open(split, position);
            return split.id().equals("synthetic-1") ? new TroubledReader(reader) : reader;
        }
    }

    private static final class TroubledReader implements RecordReader {
        private final RecordReader reader;
        private int read;

        private TroubledReader(RecordReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable SourceRecord next() throws IOException {
            read++;
            if (read > 100 && trouble == Trouble.DROPS_A_PAGE) {
                return null;
            }
            if (read > 100 && trouble == Trouble.FAILS_ONCE) {
                trouble = Trouble.NONE;
                throw new MigratorException(Fault.SOURCE, "the key is revoked");
            }
            return reader.next();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static final class QuietConsole implements Console {
        @Override
        public void line(String text) {
            // The outcome is looked at instead.
        }

        @Override
        public void progress(Progress progress) {
            // The same.
        }
    }
}
