package dev.graphiti.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.job.Bottleneck.Load;
import dev.graphiti.migrator.job.Bottleneck.Loads;
import org.junit.jupiter.api.Test;

class BottleneckTest {
    private static final Load WAITING = new Load(0.05, 0.93);

    @Test
    void aFullSinkHoldsEverythingUp() {
        assertThat(Bottleneck.of(new Loads(WAITING, WAITING, WAITING, new Load(0.6, 0), 0)))
                .isEqualTo(Bottleneck.NEO4J);
    }

    @Test
    void theSinkIsFoundWhereNothingIsEmbedded() {
        assertThat(Bottleneck.of(new Loads(WAITING, WAITING, null, new Load(0.4, 0), 0)))
                .isEqualTo(Bottleneck.NEO4J);
    }

    @Test
    void aSlowModelHoldsUpWhatComesBeforeIt() {
        assertThat(Bottleneck.of(new Loads(WAITING, WAITING, new Load(0.2, 0), new Load(0.3, 0), 0)))
                .isEqualTo(Bottleneck.EMBEDDING_MODEL);
    }

    @Test
    void anApiThatRefusesIsNamedAsSuch() {
        assertThat(Bottleneck.of(new Loads(WAITING, WAITING, new Load(0.2, 0), new Load(0.3, 0), 12)))
                .isEqualTo(Bottleneck.EMBEDDING_API);
    }

    @Test
    void refusalsThatHoldNobodyUpAreNotTheLimit() {
        assertThat(Bottleneck.of(new Loads(WAITING, WAITING, WAITING, new Load(0.9, 0), 3)))
                .isEqualTo(Bottleneck.NEO4J);
    }

    @Test
    void nobodyWaitsWhenTheSourceIsSlow() {
        assertThat(Bottleneck.of(new Loads(new Load(0.3, 0), new Load(0.2, 0), new Load(0.1, 0), new Load(0.5, 0), 0)))
                .isEqualTo(Bottleneck.SOURCE);
    }

    @Test
    void aBusyTaskThatReadsAndMapsIsMapping() {
        Load together = new Load(1, 0);
        assertThat(Bottleneck.of(new Loads(together, together, null, new Load(0.3, 0), 0)))
                .isEqualTo(Bottleneck.MAPPING);
    }

    @Test
    void beforeAnythingMovesNothingIsSaid() {
        assertThat(Bottleneck.of(new Loads(Load.NONE, Load.NONE, null, Load.NONE, 0)))
                .isEqualTo(Bottleneck.UNKNOWN);
        assertThat(new Load(Double.NaN, 7)).isEqualTo(new Load(0, 1));
    }
}
