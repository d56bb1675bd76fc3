package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.ListeningSockets;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of {@code scripts/cluster}. Savepoints and what disturbs a run are tested by {@link PublishedFlinkIT} and the crash tests. */
class LocalClusterIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int RECORDS = 500;
    /** The others are held back, so that the job still works when its sockets are read. */
    private static final int ANSWERED = 128;

    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            checkpoint: { interval: 5s }
            run: { directory: "%s", allowed-dead-letters: 1000 }
            """;

    @TempDir
    private Path folder;

    @Test
    void aRunEndsAndItsSumHolds() throws IOException {
        NEO4J.clear();
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(8);
                RealCluster cluster = RealCluster.start("session")) {
            embeddings.holdsBackAfter(ANSWERED);
            ClusterRun run = start(cluster, embeddings);
            assertThat(run.reaches(1)).as(run.output()).isTrue();

            assertListensOnLoopbackOnly(cluster);

            embeddings.holdsNothingBack();
            run.ends(0);
            Fingerprint graph = Fingerprint.of(NEO4J, run.directory(), Set.of());
            assertThat(graph.count("node", "[Entity, Ticket]")).isGreaterThan(RECORDS - RECORDS / 10);
            assertThat(graph.lines()).containsEntry("report /verdict/sum_holds", "true");
        }
    }

    /** With a job at work, so that the ports between TaskManagers are open too. */
    private static void assertListensOnLoopbackOnly(RealCluster cluster) {
        if (ListeningSockets.areKnown()) {
            assertThat(cluster.pids()).hasSize(3).allSatisfy((name, pid) -> {
                Set<String> addresses = ListeningSockets.of(pid);
                assertThat(addresses).as(name).hasSizeGreaterThanOrEqualTo(2);
                assertThat(ListeningSockets.open(addresses))
                        .as("%s of %s", name, addresses)
                        .isEmpty();
            });
        }
    }

    private ClusterRun start(RealCluster cluster, OpenAiStandIn embeddings) throws IOException {
        String embedding = Tickets.embeddedInOrder(embeddings);
        Tickets data = Tickets.in(folder.resolve("data"), RECORDS, embedding, Set.of());
        TargetOptions target = NEO4J.options();
        String others = OTHER_SECTIONS.formatted(
                target.uri(), target.user(), target.password().value(), folder.resolve("runs"));
        Files.writeString(folder.resolve("migration.yaml"), data.sections() + others);
        return ClusterRun.start(cluster, NEO4J, folder, "-p", "2");
    }
}
