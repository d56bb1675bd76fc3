package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any cluster needs, Kubernetes or not, is said in two places: they must say the same. */
class FlinkConfigurationTest {
    private static final Path ANY_CLUSTER = Path.of("flink-conf/config.yaml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state.backend.type",
                "execution.checkpointing.incremental",
                "execution.checkpointing.externalized-checkpoint-retention",
                "execution.checkpointing.num-retained",
                "execution.checkpointing.unaligned.enabled",
                "restart-strategy.type",
                "restart-strategy.exponential-delay.initial-backoff",
                "restart-strategy.exponential-delay.backoff-multiplier",
                "restart-strategy.exponential-delay.max-backoff",
                "restart-strategy.exponential-delay.jitter-factor",
                "restart-strategy.exponential-delay.attempts-before-reset-backoff",
                "restart-strategy.exponential-delay.reset-backoff-threshold",
                "heartbeat.interval",
                "heartbeat.timeout",
                "pekko.ask.timeout",
                "client.timeout",
                "taskmanager.memory.managed.fraction",
                "taskmanager.memory.task.off-heap.size",
                "metrics.fetcher.update-interval",
                "web.submit.enable"
            })
    void isTheSameOnKubernetesAsOnAnyCluster(String key) {
        assertThat(withoutSpaces(onKubernetes(key))).isEqualTo(withoutSpaces(onAnyCluster(key)));
    }

    @Test
    void javaIsToldNothingThatItIsNotToldOnAnyCluster() {
        assertThat(onAnyCluster("env.java.opts.all").split(" ", -1))
                .contains(onKubernetes("env.java.opts.all").split(" ", -1));
    }

    private static String onKubernetes(String key) {
        return Manifests.documents(Manifests.FOLDER.resolve("base/flink-deployment.yaml"))
                .get(0)
                .at("/spec/flinkConfiguration")
                .path(key)
                .asText();
    }

    private static String onAnyCluster(String key) {
        assumeThat(Files.isRegularFile(ANY_CLUSTER)).as(ANY_CLUSTER.toString()).isTrue();
        return at(Manifests.documents(ANY_CLUSTER).get(0), key).asText();
    }

    /** Nested or flat, as Flink reads both. */
    private static JsonNode at(JsonNode node, String key) {
        if (node.has(key)) {
            return node.path(key);
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            if (node.has(key.substring(0, dot))) {
                return at(node.path(key.substring(0, dot)), key.substring(dot + 1));
            }
        }
        return node.path(key);
    }

    /** {@code 1 s} and {@code 1s} are one duration. */
    private static String withoutSpaces(String value) {
        return value.replaceAll("(?<=\\d) (?=[a-z])", "");
    }
}
