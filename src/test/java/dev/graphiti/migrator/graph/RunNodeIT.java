package dev.graphiti.migrator.graph;

import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunNodeIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @BeforeEach
    void emptyGraph() {
        NEO4J.clearData();
    }

    @Test
    void aResumedRunKeepsItsStartAndItsNode() {
        try (Target target = Target.open(NEO4J.options())) {
            RunNode run = new RunNode(target);
            run.started("r-1", RUN_START, Map.of("source", "people.jsonl"));
            run.finished("r-1", "FAILED", RUN_START.plusSeconds(1), Map.of("written", 5L));
            run.started("r-1", RUN_START.plusSeconds(60), Map.of("source", "other.jsonl"));

            assertThat(node())
                    .containsEntry("started_at", RUN_START.atZone(ZoneOffset.UTC))
                    .containsEntry("source", "people.jsonl")
                    .containsEntry("state", "RUNNING")
                    .containsEntry("written", 5L)
                    .doesNotContainKey("finished_at");

            run.finished("r-1", "FINISHED", RUN_START.plusSeconds(90), Map.of("written", 9L));

            assertThat(node())
                    .containsEntry("finished_at", RUN_START.plusSeconds(90).atZone(ZoneOffset.UTC))
                    .containsEntry("state", "FINISHED")
                    .containsEntry("written", 9L);
        }
    }

    private static Map<?, ?> rawNode() {
        return (Map<?, ?>) NEO4J.value("MATCH (r:MigrationRun {id: 'r-1'}) RETURN properties(r)");
    }

    @SuppressWarnings("unchecked") // The keys of properties are strings.
    private static Map<String, Object> node() {
        return (Map<String, Object>) rawNode();
    }
}
