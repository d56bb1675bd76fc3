package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that goes away and comes back while batches are on their way. */
class OutageIT {
    private static final int BATCH = 200;

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);
    private final AtomicInteger batches = new AtomicInteger();
    private volatile boolean enough;

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @Test
    void afterAKillTheRunGoesOnAndNothingIsMissing() throws Exception {
        nothingIsMissingAfter(() -> {
            NEO4J.kill();
            NEO4J.start();
        });
    }

    @Test
    void afterACleanRestartTheRunGoesOnAndNothingIsMissing() throws Exception {
        nothingIsMissingAfter(NEO4J::restart);
    }

    private void nothingIsMissingAfter(Runnable outage) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<BatchResult>> writing = thread.submit(this::writeUntilEnough);
            awaitBatches(5);
            outage.run();
            awaitBatches(batches.get() + 5);
            enough = true;
            List<BatchResult> results = writing.get();

            assertThat(results).extracting(BatchResult::fate).containsOnly(Fate.WRITTEN);
            assertThat(results).hasSize(batches.get() * BATCH * 2);
            assertThat(NEO4J.count("(n:Person) WHERE n.name_embedding IS NOT NULL"))
                    .isEqualTo((long) batches.get() * BATCH);
            assertThat(NEO4J.count("(:Entity)-[r:RELATES_TO]->(:Entity)")).isEqualTo((long) batches.get() * BATCH);
        } finally {
            enough = true;
            thread.shutdown();
        }
    }

    private void awaitBatches(int count) {
        await().atMost(Duration.ofMinutes(3)).until(() -> batches.get() >= count);
    }

    private List<BatchResult> writeUntilEnough() throws InterruptedException {
        List<BatchResult> results = new ArrayList<>();
        try (RetryingWriter writer = graph.open(OnExisting.KEEP)) {
            while (!enough) {
                results.addAll(writer.write(RealGraph.pending(batch(batches.get()))));
                batches.incrementAndGet();
            }
        }
        return results;
    }

    private static List<GraphElement> batch(int number) {
        List<GraphElement> elements = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String uuid = "n-" + number + "-" + i;
            elements.add(Elements.entity(uuid));
            elements.add(Elements.fact("f-" + number + "-" + i, uuid, "n-" + number + "-0"));
        }
        return elements;
    }
}
