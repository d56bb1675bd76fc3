package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.Progress;
import dev.graphiti.migrator.ledger.Rows;
import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.Tallies;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.testing.Gate;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints that earlier versions have made, one file for each in {@code src/test/resources/savepoints}, restored by what
 * is built now. They hold all state but none of a sink's, whose files are the run's own.
 *
 * <p>For a new release: {@code mvn verify -Dit.test=EarlierSavepointIT -Dmigrator.savepoint=0.2.0}.
 */
class EarlierSavepointIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoints");
    private static final String RUN = "20261122-101500-a1b2";

    @TempDir
    private Path folder;

    static List<String> versions() throws IOException {
        if (!Files.isDirectory(SAVEPOINTS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(SAVEPOINTS)) {
            return all.filter(Files::isDirectory)
                    .map(version ->
                            Objects.requireNonNull(version.getFileName()).toString())
                    .sorted()
                    .toList();
        }
    }

    @BeforeEach
    void empty() {
        NEO4J.clear();
        Gate.close();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("versions")
    void goesOn(String version) throws Exception {
        // What the earlier version had written. Its waiting edges are dead letters here, for this run has no second
        // half.
        MigrationConfig config = config(new HalvesSource(1, false));
        start(config, run("20261122-101400-a1b2"), null).getJobExecutionResult().get();
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(HalvesSource.FIRST);

        Savepoint savepoint = Savepoint.at(SAVEPOINTS.resolve(version).toString());
        start(config(new HalvesSource(2, false)), run(RUN), savepoint)
                .getJobExecutionResult()
                .get();

        Tallies tallies = tallies();
        assertThat(tallies.total(Tally.RECORD, Tally.READ)).isEqualTo(HalvesSource.SECOND);
        assertThat(tallies.total(Tally.RECORD, Tally.MAPPED)).isEqualTo(HalvesSource.SECOND - 1);
        assertThat(tallies.total(Tally.RECORD, Tally.DEAD_LETTERED))
                .as("a1 is known")
                .isEqualTo(1);
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(HalvesSource.FIRST + HalvesSource.SECOND - 2);
        assertThat(NEO4J.count("()-[f:RELATES_TO]->()"))
                .as("edges that had waited")
                .isEqualTo(HalvesSource.FIRST);
    }

    @Test
    @EnabledIfSystemProperty(named = "migrator.savepoint", matches = "[0-9.]+")
    void isMade() throws Exception {
        JobClient job = start(config(new HalvesSource(2, true)), run(RUN), null);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> tallies().total(Tally.RECORD, Tally.READ) == HalvesSource.FIRST
                        && ledgerRows() == HalvesSource.FIRST);

        String made = job.triggerSavepoint(folder.toString(), SavepointFormatType.CANONICAL)
                .get();
        job.cancel().get();
        Gate.open();

        Path version = SAVEPOINTS.resolve(Objects.requireNonNull(System.getProperty("migrator.savepoint")));
        Files.createDirectories(version);
        Path metadata = Path.of(made.replaceFirst("^file:", ""), "_metadata");
        try (Stream<Path> files = Files.list(Objects.requireNonNull(metadata.getParent()))) {
            assertThat(files).as("small enough for one file").containsExactly(metadata);
        }
        Files.copy(metadata, version.resolve("_metadata"));
    }

    private MigrationConfig config(HalvesSource source) {
        MigrationConfig read = Configs.read("""
                source: { type: json, inputs: [ { collection: people, paths: [ people.jsonl ] } ] }
                mapping:
                  people:
                    id: id
                    group: acme
                    entity: { name: name, summary: note }
                    related: { friend: { collection: people, id: knows } }
                    facts: [ { name: KNOWS, to: friend, fact: "{name} knows {knows}" } ]
                embedding: { type: hashing, dimension: 4 }
                checkpoint: { interval: 300ms }
                """);
        return new MigrationConfig(
                source, read.mapping(), read.embedding(), NEO4J.options(), read.write(), read.checkpoint(), read.run());
    }

    private MigrationRun run(String id) {
        return new MigrationRun(
                id, Instant.EPOCH, new RunFiles(folder.resolve(id).toString()));
    }

    private static JobClient start(MigrationConfig config, MigrationRun run, @Nullable Savepoint savepoint)
            throws Exception {
        Preflight preflight;
        try (Target target = Target.open(Objects.requireNonNull(config.target()))) {
            preflight = Preflight.of(config, target, new SilentConsole(), Instant.EPOCH);
        }
        Configuration settings = JobSettings.ofLocalCluster(1);
        settings.addAll(JobSettings.ofJob(config, new RunChoice(run, new JobID().toHexString(), savepoint)));
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
        new Topology(config, run, preflight.vectorSpace()).buildOn(env);
        return env.executeAsync("earlier savepoint");
    }

    private Tallies tallies() throws IOException {
        try (Rows<Tally> rows = LedgerFiles.tallies(run(RUN).files().counts())) {
            return Tallies.of(rows);
        }
    }

    private long ledgerRows() throws IOException {
        try (Rows<LedgerRow> rows = LedgerFiles.ledgerRows(run(RUN).files().ledger())) {
            long count = 0;
            for (; rows.hasNext(); rows.next()) {
                count++;
            }
            return count;
        }
    }

    /** Hears and says nothing. */
    private static final class SilentConsole implements Console {
        @Override
        public void line(String text) {}

        @Override
        public void progress(Progress progress) {}
    }
}
