package dev.graphiti.migrator.graph;

import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.testing.Elements;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoughSizeTest {
    @Test
    void everyKindHasASize() {
        assertThat(Elements.oneOfEachKind("", RUN_START)).allMatch(element -> RoughSize.of(element) >= 400);
    }

    @Test
    void aVectorWeighsByItsDimension() {
        long with = RoughSize.of(Elements.entity("n").withNameEmbedding(new Embedding(filled(1024))));
        long without = RoughSize.of(Elements.entity("n").withNameEmbedding(null));

        assertThat(with - without).isEqualTo(1024 * 9);
        assertThat(RoughSize.of(Elements.community("c").withNameEmbedding(new Embedding(filled(1024)))))
                .isGreaterThan(1024 * 9);
        assertThat(RoughSize.of(Elements.fact("f", "a", "b").withFactEmbedding(new Embedding(filled(1024)))))
                .isGreaterThan(1024 * 9);
    }

    @Test
    void textWeighsByItsLength() {
        GraphElement episode = new EpisodicNode(
                "e", "g", "", EpisodeSource.TEXT, "", "x".repeat(100_000), List.of(), RUN_START, RUN_START);

        assertThat(RoughSize.of(episode)).isBetween(100_000L, 101_000L);
    }

    private static float[] filled(int dimension) {
        float[] values = new float[dimension];
        values[0] = 1;
        return values;
    }
}
