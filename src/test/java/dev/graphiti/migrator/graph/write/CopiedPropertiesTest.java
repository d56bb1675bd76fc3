package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Elements;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Values;

class CopiedPropertiesTest {
    @Test
    void givesValuesTheirTypesBack() {
        Map<String, Object> properties = CopiedProperties.read(Elements.properties("""
                {"at": {"$datetime": "2024-10-27T02:30+01:00[Europe/Berlin]"}, "day": {"$date": "2024-02-29"},
                 "lasts": {"$duration": [14, 3, 5, 500]}, "place": {"$point": [4326, 13.4, 52.5]}, "nan": {"$float": "NaN"},
                 "bytes": {"$bytes": "AQID"}, "whole": 9007199254740993, "part": 1.0, "days": [{"$date": "2024-01-01"}], "text": "$date"}
                """));

        assertThat(properties)
                .containsEntry(
                        "at",
                        ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                                .withLaterOffsetAtOverlap())
                .containsEntry("day", LocalDate.of(2024, 2, 29))
                .containsEntry("lasts", Values.isoDuration(14, 3, 5, 500).asObject())
                .containsEntry("place", Values.point(4326, 13.4, 52.5).asObject())
                .containsEntry("nan", Double.NaN)
                .containsEntry("bytes", new byte[] {1, 2, 3})
                .containsEntry("whole", 9007199254740993L)
                .containsEntry("part", 1.0)
                .containsEntry("days", List.of(LocalDate.of(2024, 1, 1)))
                .containsEntry("text", "$date");
    }
}
