package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Values;

class PropertiesJsonTest {
    @Test
    void isSortedAndKeepsWhatJsonHas() {
        assertThat(PropertiesJson.of(Values.value(Map.of(
                        "name",
                        "Ada \"the\" first",
                        "age",
                        36,
                        "height",
                        1.75,
                        "alive",
                        false,
                        "languages",
                        List.of("en", "fr"),
                        "name_embedding",
                        new float[] {0.5f, -1},
                        "none",
                        List.of()))))
                .isEqualTo("{\"age\":36,\"alive\":false,\"height\":1.75,\"languages\":[\"en\",\"fr\"],"
                        + "\"name\":\"Ada \\\"the\\\" first\",\"name_embedding\":[0.5,-1.0],\"none\":[]}");
    }

    @Test
    void timesAreText() {
        assertThat(PropertiesJson.of(Values.value(Map.of(
                        "created_at",
                        OffsetDateTime.parse("2026-01-02T03:04:05.678901Z"),
                        "born",
                        LocalDate.parse("1815-12-10")))))
                .isEqualTo("{\"born\":\"1815-12-10\",\"created_at\":\"2026-01-02T03:04:05.678901Z\"}");
    }
}
