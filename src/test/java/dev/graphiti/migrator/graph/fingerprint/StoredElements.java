package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.model.ElementKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.neo4j.driver.Values;

/** Elements as a graph may hold them. */
final class StoredElements {
    private StoredElements() {}

    static StoredElement entity(String uuid, String group, Map<String, Object> more) {
        return new StoredElement(ElementKind.ENTITY, "id", List.of(), properties(uuid, group, more), null);
    }

    static StoredElement entity(String uuid, String group) {
        return entity(uuid, group, Map.of());
    }

    static StoredElement fact(String uuid, String group, String source, String target) {
        return new StoredElement(
                ElementKind.RELATES_TO, "id", List.of(), properties(uuid, group, Map.of()), new Ends(source, target));
    }

    private static Map<String, Object> properties(String uuid, String group, Map<String, Object> more) {
        Map<String, Object> properties = new TreeMap<>(more);
        properties.put("uuid", uuid);
        properties.put("group_id", group);
        return properties;
    }

    /** One value of each type that a property may have; those with a zone once with a name and once with an offset. */
    static Map<String, Object> ofEachType() {
        Map<String, Object> values = new TreeMap<>();
        values.put("a_string", "Gr\u00fc\u00dfe \ud83d\ude00");
        values.put("a_boolean", true);
        values.put("an_integer", Long.MIN_VALUE);
        values.put("a_float", 0.1);
        values.put("a_nan", Double.NaN);
        values.put("a_negative_zero", -0.0);
        values.put("an_infinity", Double.NEGATIVE_INFINITY);
        values.put("a_date", LocalDate.of(1969, 12, 31));
        values.put("a_time", OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.ofHoursMinutes(-3, -30)));
        values.put("a_local_time", LocalTime.of(0, 0, 0, 1));
        values.put("a_local_date_time", LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_789));
        values.put("a_date_time", ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 1, ZoneOffset.ofHours(2)));
        values.put("a_date_time_in_utc", ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        values.put("a_date_time_of_a_zone", ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")));
        values.put("a_duration", Values.isoDuration(1, -2, 3, 4).asObject());
        values.put("a_point", Values.point(4326, 13.4, 52.5).asObject());
        values.put("a_point_in_space", Values.point(9157, 1, -2, 3.5).asObject());
        values.put("bytes", new byte[] {0, -1, 127});
        values.put("floats", List.of(0.25, -0.5, 1e300));
        values.put("integers", List.of(1L, 2L));
        values.put("strings", List.of("b", "", "a"));
        values.put("an_empty_list", List.of());
        values.put("dates", List.of(LocalDate.of(2024, 1, 1)));
        return values;
    }

    static Arbitrary<Object> values() {
        return Arbitraries.of(new ArrayList<>(ofEachType().values()));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', '1', '-', '\u00e9', '\ue000')
                .ofMaxLength(4);
    }

    private static Arbitrary<String> uuids() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'h')
                .ofMaxLength(6);
    }

    static Arbitrary<StoredElement> elements() {
        Arbitrary<ElementKind> kinds = Arbitraries.of(ElementKind.class);
        Arbitrary<Map<String, Object>> properties =
                Arbitraries.maps(texts(), values()).ofMaxSize(5);
        Arbitrary<List<String>> labels = texts().list().uniqueElements().ofMaxSize(3);
        return Combinators.combine(kinds, uuids(), texts(), properties, labels, texts(), texts())
                .as((kind, uuid, group, more, names, source, target) -> new StoredElement(
                        kind,
                        "id",
                        kind.isNode() ? names : List.of(),
                        properties(uuid, group, more),
                        kind.isNode() ? null : new Ends(source, target)));
    }
}
