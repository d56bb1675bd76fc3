package dev.graphiti.migrator.source.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.Values;

class PropertyValuesTest {
    @ParameterizedTest
    @EnumSource(PropertyValues.class)
    void vectorsOfEveryTypeBecomeLists(PropertyValues values) {
        assertThat(values.of(Values.vector(new byte[] {1, -2}))).isEqualTo(List.of(1L, -2L));
        assertThat(values.of(Values.vector(new short[] {1, -2}))).isEqualTo(List.of(1L, -2L));
        assertThat(values.of(Values.vector(new int[] {1, -2}))).isEqualTo(List.of(1L, -2L));
        assertThat(values.of(Values.vector(new long[] {1, Long.MAX_VALUE}))).isEqualTo(List.of(1L, Long.MAX_VALUE));
        assertThat(values.of(Values.vector(new float[] {0.5f}))).isEqualTo(List.of(0.5));
        assertThat(values.of(Values.vector(new double[] {0.1}))).isEqualTo(List.of(0.1));
    }
}
