package dev.graphiti.migrator.flink.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageNameTest {
    private static final StageName WRITE = new StageName(
            "write",
            "Neo4j",
            new StageName.Busy("busyMs", true),
            new StageName.Throttle("refused", "quota"),
            List.of("refused", "retries"));

    @Test
    void isFoundByTheNamesOfChainedOperators() {
        assertThat(StageName.ofTask("read", "source").isIn("Source: read json -> map"))
                .isTrue();
        assertThat(StageName.ofTask("map", "mapping").isIn("Source: read json -> map"))
                .isTrue();
        assertThat(WRITE.isIn("embed (a-model) -> (embed set aside, write to Neo4j -> account)"))
                .isTrue();
        assertThat(WRITE.isIn("keep ledger: Writer -> keep ledger: Committer")).isFalse();
        assertThat(WRITE.isIn("rewrite")).isFalse();
    }

    @Test
    void namesEachMetricOnce() {
        assertThat(WRITE.metrics()).containsExactly("refused", "retries", "busyMs");
        assertThat(StageName.ofTask("read", "source").metrics()).isEmpty();
    }
}
