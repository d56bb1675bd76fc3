package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.ListeningSockets;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on this machine for itself is not reachable from others; a cluster is looked at by {@code LocalClusterIT}. */
class LoopbackIT {
    private static final Neo4jServer NEO4J = Neo4jServer.shared();
    private static final long THIS_PROCESS = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @BeforeEach
    void socketsCanBeSeen() {
        assumeThat(ListeningSockets.areKnown()).as("/proc/self/net/tcp").isTrue();
    }

    @Test
    void aMigrationInThisProcessListensOnLoopbackOnly() {
        NEO4J.clear();
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(8)) {
            Workspace demo = new Workspace(folder).demo(NEO4J.options(), "").embedding(embeddings);
            embeddings.holdsBackAfter(10);
            Set<String> before = ListeningSockets.of(THIS_PROCESS);

            CompletableFuture<Call> run = CompletableFuture.supplyAsync(() -> demo.call("migrate"));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> embeddings.embedded().size() >= 10 || run.isDone());
            Set<String> opened = new TreeSet<>(ListeningSockets.of(THIS_PROCESS));
            opened.removeAll(before);
            embeddings.holdsNothingBack();

            Call call = run.orTimeout(120, TimeUnit.SECONDS).join();
            assertThat(call.code()).as(call.out() + call.err()).isZero();
            assertThat(opened).as("REST and blob server").hasSizeGreaterThanOrEqualTo(2);
            assertThat(ListeningSockets.open(opened)).as("of %s", opened).isEmpty();
        }
    }

    @Test
    void neo4jListensOnLoopbackOnly() {
        NEO4J.options();

        assertLoopbackOnly(NEO4J.pid(), 2);
    }

    @Test
    void kafkaListensOnLoopbackOnly() {
        KafkaBroker.shared().servers();

        assertLoopbackOnly(KafkaBroker.shared().pid(), 3);
    }

    private static void assertLoopbackOnly(long pid, int least) {
        Set<String> addresses = ListeningSockets.of(pid);
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(least);
        assertThat(ListeningSockets.open(addresses)).as("of %s", addresses).isEmpty();
    }
}
