package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
    @Test
    void equalsByContent() {
        assertThat(new Embedding(new float[] {1, 2}))
                .isEqualTo(new Embedding(new float[] {1, 2}))
                .hasSameHashCodeAs(new Embedding(new float[] {1, 2}))
                .isNotEqualTo(new Embedding(new float[] {1, 3}))
                .isNotEqualTo(new Embedding(new float[] {1, 2, 0}));
    }

    @Test
    void showsItsDimensionAlone() {
        assertThat(new Embedding(new float[] {1, 2})).hasToString("Embedding[2]");
        assertThat(new Embedding(new float[] {1, 2}).dimension()).isEqualTo(2);
    }

    @Test
    void anEmptyVectorIsRefused() {
        assertThatThrownBy(() -> new Embedding(new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vector is empty");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aVectorThatIsNotFiniteIsRefused(float component) {
        assertThatThrownBy(() -> new Embedding(new float[] {1, component}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vector's component 1 is " + component);
    }

    @Test
    void aVectorOfZerosIsRefused() {
        assertThatThrownBy(() -> new Embedding(new float[] {0, -0f}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vector is all zeros");
    }

    /** Neo4j computes its similarity with doubles, in which no float's square is zero or infinite. */
    @Test
    void theSmallestAndTheLargestFloatsAreTaken() {
        assertThat(new Embedding(new float[] {Float.MIN_VALUE, 0}).dimension()).isEqualTo(2);
        assertThat(new Embedding(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE}).dimension())
                .isEqualTo(2);
    }
}
