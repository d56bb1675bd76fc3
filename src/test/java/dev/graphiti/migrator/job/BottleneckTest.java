package dev.graphiti.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.job.Bottleneck.Load;
import java.util.List;
import org.junit.jupiter.api.Test;

class BottleneckTest {
    @Test
    void aFullSinkLimitsTheRun() {
        assertThat(Bottleneck.of(
                        List.of(waiting("source"), waiting("mapping"), waiting("model"), load("graph", 0.6, 0))))
                .isEqualTo("graph");
    }

    @Test
    void aSlowModelLimitsWhatComesBeforeIt() {
        assertThat(Bottleneck.of(
                        List.of(waiting("source"), waiting("mapping"), load("model", 0.2, 0), load("graph", 0.3, 0))))
                .isEqualTo("model");
    }

    @Test
    void aStageThatWaitsForTheNextIsNotTheLimit() {
        assertThat(Bottleneck.of(
                        List.of(waiting("source"), waiting("mapping"), waiting("model"), load("graph", 0.9, 0))))
                .isEqualTo("graph");
    }

    @Test
    void nothingWaitsWhenTheSourceIsSlow() {
        assertThat(Bottleneck.of(List.of(
                        load("source", 0.3, 0), load("mapping", 0.2, 0), load("model", 0.1, 0), load("graph", 0.5, 0))))
                .isEqualTo("source");
    }

    @Test
    void aBusyTaskThatReadsAndMapsIsMapping() {
        assertThat(Bottleneck.of(List.of(load("source", 1, 0), load("mapping", 1, 0), load("graph", 0.3, 0))))
                .isEqualTo("mapping");
    }

    @Test
    void beforeAnythingMovesNothingIsKnown() {
        assertThat(Bottleneck.of(List.of(load("source", 0, 0), load("graph", 0, 0))))
                .isEqualTo(Bottleneck.UNKNOWN);
        assertThat(load("source", Double.NaN, 7)).isEqualTo(load("source", 0, 1));
    }

    private static Load load(String limit, double busy, double backpressured) {
        return new Load(limit, busy, backpressured);
    }

    private static Load waiting(String limit) {
        return load(limit, 0.05, 0.93);
    }
}
