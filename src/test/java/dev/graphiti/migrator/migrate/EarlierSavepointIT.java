package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.graph.Schema;
import dev.graphiti.migrator.graph.SchemaPlan;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.inference.Embedders;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.Rows;
import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.Tallies;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.Gate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints that released versions have made in the middle of the runs of {@link EarlierRun}, with the files of these
 * runs, restored by what is built now. Each must end as if it had never been interrupted.
 *
 * <p>For a new release: {@code mvn verify -Dit.test='EarlierSavepointIT#isMade' -Dmigrator.savepoint=0.2.0}.
 */
class EarlierSavepointIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoints");
    private static final String RUN = "20261122-101500-a1b2";

    /** Savepoints know the absolute paths of the run's files; with paths of one length, one can stand for another. */
    private static final int PATH_LENGTH = 160;

    private static final String ANY_PATH = "/" + "-".repeat(PATH_LENGTH - 1);
    private static final AtomicLong EMITTED = new AtomicLong();

    private final OpenAiStandIn hanging = OpenAiStandIn.start(4).hangsAt(text -> text.contains(EarlierRun.HELD));
    private final OpenAiStandIn answering = OpenAiStandIn.start(4);

    @TempDir
    private Path folder;

    static List<Arguments> savepoints() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Path version : foldersIn(SAVEPOINTS)) {
            for (Path run : foldersIn(version)) {
                all.add(Arguments.of(
                        version.getFileName(),
                        EarlierRun.valueOf(String.valueOf(run.getFileName()).toUpperCase(Locale.ROOT))));
            }
        }
        assertThat(all).as("savepoints of released versions").hasSizeGreaterThanOrEqualTo(EarlierRun.values().length);
        return all;
    }

    private static List<Path> foldersIn(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    @AfterEach
    void close() {
        hanging.close();
        answering.close();
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void goesOn(Path version, EarlierRun run) throws Exception {
        // What stood in the graph when the savepoint was made: uuids follow from the records, in every version.
        cancel(halfway(run, root("half")));

        Path root = root("goes-on");
        Path metadata = saved(version, run, root);
        start(run, root, answering, Savepoint.at(metadata.toString()))
                .getJobExecutionResult()
                .get();

        List<String> results = results(root);

        NEO4J.clearData();
        Path whole = root("whole");
        start(run, whole, answering, null).getJobExecutionResult().get();
        assertThat(results).isEqualTo(results(whole));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "migrator.savepoint", matches = "[0-9.]+")
    void isMade(EarlierRun run) throws Exception {
        Path root = root("made");
        JobClient job = halfway(run, root);

        // It is refused as long as some step is still starting.
        String made = await().atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(
                        () -> job.triggerSavepoint(root.resolve("savepoint").toString(), SavepointFormatType.CANONICAL)
                                .get(),
                        Objects::nonNull);
        Path metadata = Path.of(made.replaceFirst("^file:", ""), Savepoint.METADATA);
        try (Stream<Path> files = Files.list(Objects.requireNonNull(metadata.getParent()))) {
            assertThat(files).as("small enough for one file").containsExactly(metadata);
        }
        Path kept = SAVEPOINTS
                .resolve(Objects.requireNonNull(System.getProperty("migrator.savepoint")))
                .resolve(run.folder());
        copy(root.resolve(RUN), kept.resolve("run"));
        Files.write(
                kept.resolve(Savepoint.METADATA),
                renamed(metadata, root.toString(), ANY_PATH),
                StandardOpenOption.CREATE_NEW);
        cancel(job);
    }

    /** The savepoint, as if it had been made in that folder. */
    private static Path saved(Path version, EarlierRun run, Path root) throws IOException {
        Path kept = SAVEPOINTS.resolve(version).resolve(run.folder());
        copy(kept.resolve("run"), root.resolve(RUN));
        Path metadata = root.resolve("savepoint").resolve(Savepoint.METADATA);
        Files.createDirectories(root.resolve("savepoint"));
        return Files.write(metadata, renamed(kept.resolve(Savepoint.METADATA), ANY_PATH, root.toString()));
    }

    private static byte[] renamed(Path file, String from, String to) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace(from, to)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(EarlierSavepointIT::isOfSink)
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    private static boolean isOfSink(Path file) {
        return file.toString().contains(".jsonl");
    }

    private Path root(String name) {
        String parent = folder.toAbsolutePath().toString() + "/" + name;
        return Path.of(parent + "-".repeat(PATH_LENGTH - parent.length()));
    }

    /** A job all of whose records up to the gate have come to where they wait. */
    private JobClient halfway(EarlierRun run, Path root) throws Exception {
        Gate.close();
        EMITTED.set(0);
        JobClient job = start(run, root, hanging, null);
        await().atMost(Duration.ofMinutes(5)).until(() -> EMITTED.get() == run.emitted() && isWaiting(run));
        return job;
    }

    private boolean isWaiting(EarlierRun run) {
        return switch (run) {
            case PEOPLE -> hanging.hanging() > 0 && NEO4J.count("(n:Person)") == 10;
            case REFERENCES -> true;
            case COPIES -> NEO4J.count("(n:Entity)") == 4;
        };
    }

    private static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        Gate.open();
        await().atMost(Duration.ofMinutes(5)).until(() -> hasEnded(job));
    }

    private static boolean hasEnded(JobClient job) {
        return job.getJobExecutionResult().isDone();
    }

    /** Gated exactly when its embedder hangs. */
    private JobClient start(EarlierRun run, Path root, OpenAiStandIn embedder, @Nullable Savepoint savepoint)
            throws Exception {
        RecordSource source = run.source(root.resolve("input"));
        MigrationConfig config =
                run.config(embedder.baseUrl(), OpenAiStandIn.KEY).withTarget(NEO4J.options());
        MigrationRun ours = new MigrationRun(
                RUN, Instant.EPOCH, new RunFiles(root.resolve(RUN).toString()));
        applySchema();
        Configuration settings = JobSettings.ofLocalCluster(1);
        settings.addAll(JobSettings.ofJob(config, new RunChoice(ours, new JobID().toHexString(), savepoint)));
        boolean gated = embedder == hanging;
        // No checkpoint before the savepoint, which is to hold what none has made visible yet.
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, gated ? Duration.ofHours(1) : Duration.ofMillis(300));
        settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, gated ? Duration.ofHours(1) : Duration.ZERO);
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
        Topology topology = new Topology(
                config, ours, Configs.owning(ours, NEO4J.options()), Embedders.preflight(config.embedding()));
        topology.buildOn(env.fromSource(
                        new FlinkRecordSource(gated ? new GatedSource(source, run.gate()) : source),
                        WatermarkStrategy.noWatermarks(),
                        "read")
                .uid("read")
                .map(EarlierSavepointIT::counted)
                .returns(SourceRecord.class)
                .uid("counted"));
        return env.executeAsync("earlier savepoint");
    }

    private static void applySchema() {
        try (Target target = Target.open(NEO4J.options())) {
            Schema schema = new Schema(target);
            SchemaPlan plan = schema.plan();
            if (!plan.isEmpty()) {
                schema.apply(plan, Instant.EPOCH);
            }
        }
    }

    /** Gives those with a uuid their id too, as the source of Graphiti graphs does. */
    private static SourceRecord counted(SourceRecord record) {
        EMITTED.incrementAndGet();
        if (!(record.fields().at("properties.uuid") instanceof String uuid)) {
            return record;
        }
        RecordOrigin origin = record.origin().withId(uuid);
        return SourceRecord.sound(origin, record.next(), record.progress(), record.fields());
    }

    /** All that a run has left, in lines. */
    private static List<String> results(Path root) throws IOException {
        RunFiles files = new RunFiles(root.resolve(RUN).toString());
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> row :
                NEO4J.query("MATCH (n) WHERE n.uuid IS NOT NULL RETURN labels(n), properties(n)")) {
            lines.add("node " + row.values());
        }
        for (Map<String, Object> row :
                NEO4J.query("MATCH (a)-[r]->(b) RETURN type(r), a.uuid, b.uuid, properties(r)")) {
            lines.add("edge " + row.values());
        }
        try (Rows<LedgerRow> ledger = LedgerFiles.ledgerRows(files.ledger());
                Rows<DeadLetter> letters = LedgerFiles.deadLetters(files.deadLetters());
                Rows<Tally> tallies = LedgerFiles.tallies(files.counts())) {
            ledger.forEachRemaining(row -> lines.add("ledger " + row));
            letters.forEachRemaining(letter -> lines.add("dead letter " + letter.reason() + " " + letter.kind() + " "
                    + letter.uuid() + " " + letter.origin()));
            Tallies.of(tallies).toList().stream()
                    .filter(tally ->
                            List.of(Tally.RECORD, Tally.ELEMENT, Tally.GROUP).contains(tally.subject()))
                    .forEach(tally -> lines.add(tally.toString()));
        }
        return lines.stream().sorted().toList();
    }
}
