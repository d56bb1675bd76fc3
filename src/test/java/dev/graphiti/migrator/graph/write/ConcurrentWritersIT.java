package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConcurrentWritersIT {
    private static final int WRITERS = 4;
    private static final int NODES = 60;

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @Test
    void fourWritersOfTheSameElementsMakeEachOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Long>> writers = new ArrayList<>();
            for (int seed = 0; seed < WRITERS; seed++) {
                int mine = seed;
                writers.add(() -> writeRepeatedly(new Random(mine)));
            }
            for (Future<Long> notWritten : threads.invokeAll(writers)) {
                assertThat(notWritten.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(NODES);
        assertThat(NEO4J.count("(n:Episodic)")).isEqualTo(NODES);
        assertThat(NEO4J.count("()-[r:RELATES_TO]->()")).isEqualTo(NODES);
        assertThat(NEO4J.count("()-[r:MENTIONS]->()")).isEqualTo(NODES);
        assertThat(NEO4J.count("(n) WHERE n.created_at IS NULL")).isZero();
    }

    private long writeRepeatedly(Random random) throws InterruptedException {
        long notWritten = 0;
        try (RetryingWriter writer = graph.open(OnExisting.KEEP)) {
            for (int batch = 0; batch < 10; batch++) {
                List<GraphElement> elements = elements();
                Collections.shuffle(elements, random);
                notWritten += writer.write(RealGraph.pending(elements)).stream()
                        .filter(result -> result.fate() != Fate.WRITTEN)
                        .count();
            }
        }
        return notWritten;
    }

    private static List<GraphElement> elements() {
        List<GraphElement> elements = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            String here = "n-" + i;
            String there = "n-" + (i * 7 + 3) % NODES;
            elements.add(Elements.entity(here, RUN_START));
            elements.add(Elements.episode("e-" + i, RUN_START));
            elements.add(Elements.fact("f-" + i, here, there, RUN_START));
            elements.add(Elements.edge(ElementKind.MENTIONS, "m-" + i, "e-" + i, there, RUN_START));
        }
        return elements;
    }
}
