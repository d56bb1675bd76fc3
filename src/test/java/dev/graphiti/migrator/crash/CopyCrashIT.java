package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Another Graphiti graph, with every kind of element that there is. */
class CopyCrashIT extends DisturbedRuns {
    private final Neo4jServer source = Neo4jServer.own("crash-source");

    CopyCrashIT() {
        super("crash-copy");
    }

    @Override
    CrashData data(Path kept) {
        return GraphitiGraph.on(source, 2 * Crashes.RECORDS);
    }

    @AfterAll
    void stopSource() {
        source.close();
    }

    @Test
    void theUndisturbedRunCopiesEveryKind() {
        Fingerprint expected = crashes().expected();

        for (ElementKind kind : ElementKind.values()) {
            assertThat(expected.count("ledger", kind.graphName() + " "))
                    .as(kind.graphName())
                    .isPositive();
        }
        assertThat(expected.count("ledger")).isGreaterThan(2L * Crashes.RECORDS);
        assertThat(expected.count("node") + expected.count("edge")).isEqualTo(expected.count("ledger"));
        assertThat(expected.lines().values()).noneMatch(line -> line.contains("OTHER CONTENT"));
        assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
    }
}
