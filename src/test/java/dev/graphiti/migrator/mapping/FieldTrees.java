package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Arbitrary contents of records, with names that mappings speak of. */
public final class FieldTrees {
    private FieldTrees() {}

    public static Arbitrary<Fields> any() {
        // Edge cases of nested trees are too many to be gone through.
        return objects(2).map(Fields::new).withoutEdgeCases();
    }

    /** The same content with all keys the other way round. */
    public static Map<String, @Nullable Object> reversed(Map<String, @Nullable Object> object) {
        List<String> keys = new ArrayList<>(object.keySet());
        Collections.reverse(keys);
        Map<String, @Nullable Object> reversed = new LinkedHashMap<>();
        keys.forEach(key -> reversed.put(key, object.get(key)));
        return reversed;
    }

    private static Arbitrary<Map<String, @Nullable Object>> objects(int depth) {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "id",
                                "name",
                                "title",
                                "time",
                                "tags",
                                "vector",
                                "group",
                                "uuid",
                                "labels",
                                "fact",
                                "a b",
                                "a_b",
                                "a",
                                "b",
                                "source_uuid",
                                "original_uuid",
                                "",
                                "3",
                                "größe",
                                "created_at")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
        return Arbitraries.maps(names, values(depth)).ofMaxSize(7).map(LinkedHashMap::new);
    }

    private static Arbitrary<@Nullable Object> values(int depth) {
        Arbitrary<@Nullable Object> scalars = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(10).map(text -> text),
                        Arbitraries.of("2026-01-05", "draft", " ", "x".repeat(9000), "Acme Corp")
                                .map(text -> text),
                        Arbitraries.longs().map(number -> number),
                        Arbitraries.doubles().map(number -> number),
                        Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, 0.0, 1e300)
                                .map(number -> number),
                        Arbitraries.of(true, false).map(truth -> truth),
                        Arbitraries.integers().between(0, 150).map(FieldTrees::numbers))
                .injectNull(0.1);
        if (depth == 0) {
            return scalars;
        }
        return Arbitraries.oneOf(
                scalars,
                values(depth - 1).list().ofMaxSize(5).map(list -> list),
                objects(depth - 1).map(object -> object));
    }

    private static Object numbers(int size) {
        double[] numbers = new double[size];
        Arrays.fill(numbers, 0.5);
        return new Numbers(numbers);
    }
}
