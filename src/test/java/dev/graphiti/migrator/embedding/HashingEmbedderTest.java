package dev.graphiti.migrator.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HashingEmbedderTest {
    @Property
    void makesUnitVectorsThatTellTextsApart(
            @ForAll String one, @ForAll String other, @ForAll @IntRange(min = 2, max = 100) int dimension) {
        assertThat(length(vector(one, dimension))).isCloseTo(1, within(1e-5));
        assertThat(vector(one, dimension)).isEqualTo(vector(one, dimension));
        if (!one.equals(other)) {
            assertThat(vector(one, dimension)).isNotEqualTo(vector(other, dimension));
        }
    }

    @Test
    void isTheSameInEveryVersion() {
        assertThat(vector("Alice", 4)).usingComparatorWithPrecision(1e-6f).containsExactly(ALICE);
    }

    private static final float[] ALICE = {0.15560095f, -0.8555986f, 0.13560224f, -0.4747118f};

    private static float[] vector(String text, int dimension) {
        EmbeddingResult result = new HashingEmbedder(new VectorSpace("hashing", dimension))
                .embed(List.of(text))
                .join()
                .get(0);
        return ((Embedded) result).embedding().values();
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
