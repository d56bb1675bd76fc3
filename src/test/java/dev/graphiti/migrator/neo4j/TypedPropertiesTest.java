package dev.graphiti.migrator.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.neo4j.driver.Values;

class TypedPropertiesTest {
    @Example
    void givesValuesTheirTypesBack() {
        Map<String, Object> properties = TypedProperties.read("""
                {"at": {"$datetime": "2024-10-27T02:30+01:00[Europe/Berlin]"}, "day": {"$date": "2024-02-29"},
                 "lasts": {"$duration": [14, 3, 5, 500]}, "place": {"$point": [4326, 13.4, 52.5]}, "nan": {"$float": "NaN"},
                 "bytes": {"$bytes": "AQID"}, "whole": 9007199254740993, "part": 1.0, "days": [{"$date": "2024-01-01"}], "text": "$date"}
                """);

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

    @Example
    void readsWell() {
        assertThat(TypedProperties.write(Map.of(
                        "name",
                        "Ada",
                        "age",
                        36L,
                        "height",
                        2.0,
                        "born",
                        LocalDate.of(1815, 12, 10),
                        "vector",
                        List.of(0.5, -1.0, 0.0, 2.0))))
                .isEqualTo("{\"age\":36,\"born\":{\"$date\":\"1815-12-10\"},\"height\":2.0,\"name\":\"Ada\","
                        + "\"vector\":{\"$floats\":\"PwAAAL+AAAAAAAAAQAAAAA==\"}}");
    }

    /** Every type that a property of Neo4j can have, alone and in lists. */
    @Property
    void everyValueComesBackAsItWas(@ForAll("values") Object value) {
        String json = TypedProperties.write(Map.of("value", value));

        Object back = Objects.requireNonNull(TypedProperties.read(json).get("value"));

        assertThat(describe(back)).isEqualTo(describe(value));
        assertThat(TypedProperties.write(Map.of("value", back))).isEqualTo(json);
    }

    @Property
    void formerValuesComeBack(@ForAll("values") Object value, @ForAll List<String> labels) {
        NavigableMap<String, Object> properties = new TreeMap<>(Map.of("a", value, "name", "x"));

        FormerValue back = FormerValue.read(FormerValue.json(labels, properties));

        assertThat(back.labels()).isEqualTo(labels);
        assertThat(back.properties()).hasSize(2).containsEntry("name", "x");
        assertThat(describe(Objects.requireNonNull(back.properties().get("a")))).isEqualTo(describe(value));
    }

    @Example
    void whatIsNotAFormerValueIsRefused() {
        for (String text : List.of(
                "",
                "[]",
                "null",
                "{\"labels\":[]}",
                "{\"labels\":[],\"properties\":{\"a\":{\"$date\":\"today\"}}}",
                "{\"labels\":[],\"properties\":{\"a\":{\"$point\":[1]}}}",
                "{\"labels\":[],\"properties\":{\"a\":{\"$vector\":[\"int\",1]}}}",
                "{\"labels\":[],\"properties\":{\"a\":null}}",
                "{\"labels\":[],\"properties\":{\"a\":{\"$new\":1}}}")) {
            assertThatThrownBy(() -> FormerValue.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** With its type, and the bits of its numbers. */
    private static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + Arrays.toString(bytes);
        }
        if (value instanceof List<?> list) {
            return "list " + list.stream().map(TypedPropertiesTest::describe).toList();
        }
        return value instanceof Double number
                ? "float " + Double.doubleToLongBits(number)
                : value.getClass().getSimpleName() + " " + value;
    }

    @Provide
    static Arbitrary<Object> values() {
        Arbitrary<Double> floats =
                Arbitraries.of(1.0, -0.0, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, 5e-324, (double) 0.1f, 7e9);
        Arbitrary<Double> halfFloats = Arbitraries.floats().map(Float::doubleValue);
        Arbitrary<Object> scalars = Arbitraries.of(scalars());
        return Arbitraries.oneOf(
                scalars,
                floats.map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.longs().map(number -> number),
                Arbitraries.strings().map(text -> text),
                floats.list().ofMaxSize(6).map(list -> list),
                halfFloats.list().ofMaxSize(9).map(list -> list),
                Arbitraries.longs().list().ofMaxSize(6).map(list -> list),
                Arbitraries.strings().list().ofMaxSize(6).map(list -> list),
                scalars.map(value -> value instanceof byte[] ? List.of() : List.of(value, value)));
    }

    private static List<Object> scalars() {
        return new ArrayList<>(List.of(
                "{\"$date\":\"x\"}",
                true,
                Long.MIN_VALUE,
                LocalDate.of(-9999, 12, 31),
                LocalDate.of(12_345, 1, 1),
                LocalTime.of(0, 0, 0, 1_000),
                LocalTime.MAX,
                OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.ofHoursMinutes(-3, -30)),
                LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_000),
                ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 678_901_000, ZoneOffset.UTC),
                ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.ofTotalSeconds(3_661)),
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap(),
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withEarlierOffsetAtOverlap(),
                ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneId.of("UTC")),
                Values.isoDuration(1, -2, 3, 4).asObject(),
                Values.isoDuration(0, 0, -1, 999_999_999).asObject(),
                Values.point(4326, 13.4, 52.5).asObject(),
                Values.point(4979, 13.4, 52.5, -1.0).asObject(),
                Values.point(7203, 1.0, -0.0).asObject(),
                Values.point(9157, 1.0, -2.0, Double.POSITIVE_INFINITY).asObject(),
                new byte[] {},
                new byte[] {0, -1, 127},
                Values.vector(new byte[] {1, -2}).asObject(),
                Values.vector(new short[] {1, -2}).asObject(),
                Values.vector(new int[] {1, -2}).asObject(),
                Values.vector(new long[] {1, Long.MAX_VALUE}).asObject(),
                Values.vector(new float[] {0.1f, -2, 3, 4, 5}).asObject(),
                Values.vector(new double[] {0.1, 2}).asObject()));
    }
}
