package dev.graphiti.migrator.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Neo4jVersionTest {
    @ParameterizedTest
    @CsvSource({"5.26.12, 5, 26", "5.26-aura, 5, 26", "5.26.0+123, 5, 26", "2025.06.1, 2025, 6", "4.4.38, 4, 4"})
    void readsBothSchemes(String text, int major, int minor) {
        assertThat(Neo4jVersion.parse(text)).isEqualTo(new Neo4jVersion(major, minor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.26.0", "5.27.0", "6.0.0", "2025.01.0"})
    void isNewEnough(String text) {
        assertThat(Neo4jVersion.parse(text)).isGreaterThanOrEqualTo(Neo4jVersion.OLDEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.25.1", "5.9.0", "4.99.0"})
    void isTooOld(String text) {
        assertThat(Neo4jVersion.parse(text)).isLessThan(Neo4jVersion.OLDEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "dev", "v5.26"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> Neo4jVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a Neo4j version");
    }

    @Test
    void isWrittenWithoutItsPatch() {
        assertThat(Neo4jVersion.parse("5.26.12")).hasToString("5.26");
    }
}
