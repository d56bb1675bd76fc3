package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that take another way to the graph, because the configuration says so, lose their TaskManagers and go on. */
@Tag("crash")
class WriteOptionsCrashIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-write");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    /** Nodes are written by several subtasks, edges by another. */
    @Test
    void spreadGroupsSurvive() throws IOException {
        survivesItsTaskManagers(", spread: 4", 41);
    }

    /** Records are held until the source is exhausted, so that all strikes meet the phase that releases them. */
    @Test
    void heldRecordsSurvive() throws IOException {
        survivesItsTaskManagers(", on-duplicate: last", 42);
    }

    /** Each attempt finds values in the graph that an earlier one has written. */
    @Test
    void formerValuesAreThoseOfBeforeTheRun() throws IOException {
        CrashData data = new WrittenWith(Tickets.in(folder.resolve("data"), Crashes.RECORDS), ", on-existing: update");
        NEO4J.clearData();
        try (RealCluster cluster = RealCluster.start("crash-update")) {
            Crashes crashes = new Crashes(NEO4J, cluster, data);
            crashes.start(folder.resolve("first")).ends(0);
            NEO4J.query("MATCH (n:Entity|Episodic) SET n:Seen, n.seen = date('2025-01-01'),"
                    + " n.lasts = duration('P1DT0.000001S'), n.summary = 'by Graphiti'");
            NEO4J.query("MATCH ()-[r:RELATES_TO]->() SET r.fact = 'by Graphiti', r.place = point({x: 1, y: 2.0})");
            Map<String, StoredElement> before = StoredGraph.of(NEO4J);

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            for (int time = 0; time < 3; time++) {
                await().atMost(Duration.ofMinutes(3)).until(() -> NEO4J.count("(:MigrationFormerValues)") > 0);
                cluster.killTaskManager(1 + time % 2);
                cluster.startAgain();
            }
            run.ends(0);

            assertThatTheLedgerHas(before, run);
        }
    }

    private static void assertThatTheLedgerHas(Map<String, StoredElement> before, ClusterRun run) {
        Map<String, StoredElement> now = StoredGraph.of(NEO4J);
        ElementHash hash = new ElementHash();
        Set<String> uuids = new HashSet<>();
        try (Stream<LedgerRow> rows =
                LedgerReader.of(run.directory().resolve("ledger").toString()).stream()) {
            rows.forEach(row -> {
                StoredElement former = Objects.requireNonNull(before.get(row.uuid()));
                assertThat(uuids.add(row.uuid())).as(row.uuid()).isTrue();
                assertThat(row.event()).as("%s", row).isEqualTo(LedgerEvent.UPDATED);
                assertThat(row.former()).isEqualTo(FormerValue.json(former.labels(), former.properties()));
                assertThat(row.storedHash())
                        .as("%s", row)
                        .isEqualTo(hash.of(Objects.requireNonNull(now.get(row.uuid())))
                                .toString());
            });
        }
        assertThat(uuids).isEqualTo(before.keySet());
        assertThat(NEO4J.count("(:MigrationFormerValues)")).isZero();
    }

    private void survivesItsTaskManagers(String options, long seed) throws IOException {
        try (RealCluster cluster = RealCluster.start("crash-write")) {
            CrashData data = new WrittenWith(Tickets.in(folder.resolve("data"), Crashes.RECORDS), options);
            Crashes crashes = Crashes.of(data, NEO4J, cluster, folder.resolve("undisturbed"));

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            crashes.disturb(run, seed, 3, time -> {
                cluster.killTaskManager(1 + time % 2);
                cluster.startAgain();
            });

            crashes.assertAsIfNothingHadBeen(run, seed);
        }
    }

    private record WrittenWith(CrashData data, String writeOptions) implements CrashData {
        @Override
        public String sections() {
            return data.sections();
        }

        @Override
        public Set<Leeway> leeway() {
            return data.leeway();
        }
    }
}
