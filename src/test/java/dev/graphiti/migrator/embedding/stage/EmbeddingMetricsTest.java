package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.testing.RecordedMetrics;
import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.Histogram;
import org.junit.jupiter.api.Test;

class EmbeddingMetricsTest {
    private final RecordedMetrics group = new RecordedMetrics();
    private final EmbeddingMetrics metrics = new EmbeddingMetrics(group);

    @Test
    void countsWhatTheEmbedderDoes() {
        metrics.cacheHits(3);
        metrics.started(List.of("a text of 29 ASCII characters", "b"));
        metrics.started(List.of("c"));
        metrics.tokensCounted(95);
        metrics.finished(
                List.of(ScriptedEmbedder.vectorOf("a"), new Rejected(Reason.INVALID_VECTOR, "all zeros")),
                Duration.ofMillis(40));
        metrics.retry(Kind.THROTTLED);
        assertThat(group.count("embeddingCacheHits")).isEqualTo(3);
        assertThat(group.count("embeddingRequests")).isEqualTo(2);
        assertThat(group.count("embeddingTokensEstimated")).isEqualTo(12);
        assertThat(group.count("embeddingTokens")).isEqualTo(95);
        assertThat(group.count("embeddedTexts")).isEqualTo(1);
        assertThat(group.count("embeddingRetriesThrottled")).isEqualTo(1);
        assertThat(group.count("embeddingRetriesUnavailable")).isZero();
        assertThat(group.value("embeddingRequestsInFlight")).isEqualTo(1);
        assertThat(((Histogram) group.get("embeddingLatencyMs")).getStatistics().getMax())
                .isEqualTo(40);
    }

    @Test
    void knowsWhenThereIsNoRoom() {
        BusyTimeGauge busy = (BusyTimeGauge) group.get("embeddingBusyMsPerSecond");
        metrics.load(8, 8);
        // Its first interval began before there was any load, and may round to nothing.
        await().untilAsserted(() -> {
            busy.update();
            assertThat(busy.getValue()).isPositive();
        });
        metrics.load(1, 8);
        busy.update();
        busy.update();
        assertThat(busy.getValue()).isZero();
    }
}
