package dev.graphiti.migrator.source.weaviate.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Weaviate's schema tells of one class.
 *
 * @param vectors the names of its named vectors
 */
public record ClassSchema(String name, boolean hasTenants, Map<String, PropertyType> properties, Set<String> vectors) {
    private static final int MAX_DEPTH = 100;

    public ClassSchema {
        properties = Map.copyOf(properties);
        vectors = Set.copyOf(vectors);
    }

    /** Reads an item of the schema's {@code classes}. */
    public static ClassSchema of(JsonNode json) {
        Set<String> vectors = new TreeSet<>();
        json.path("vectorConfig").fieldNames().forEachRemaining(vectors::add);
        return new ClassSchema(
                json.path("class").asText(),
                json.path("multiTenancyConfig").path("enabled").asBoolean(),
                properties(json.path("properties"), 0),
                vectors);
    }

    private static Map<String, PropertyType> properties(JsonNode list, int depth) {
        Map<String, PropertyType> properties = new LinkedHashMap<>();
        if (depth < MAX_DEPTH) {
            for (JsonNode property : list) {
                List<String> names = new ArrayList<>();
                property.path("dataType").forEach(type -> names.add(type.asText()));
                properties.put(
                        property.path("name").asText(),
                        PropertyType.of(names, properties(property.path("nestedProperties"), depth + 1)));
            }
        }
        return properties;
    }

    /**
     * What another state of the class has that makes it another one, in a few words: a property that is gone or has
     * another type, or tenants. Null when it has at most gained something, which harms nobody.
     */
    @Nullable
    public String differenceIn(ClassSchema later) {
        if (hasTenants != later.hasTenants) {
            return later.hasTenants ? "it has tenants now" : "it no longer has tenants";
        }
        for (Map.Entry<String, PropertyType> each : new TreeMap<>(properties).entrySet()) {
            PropertyType now = later.properties.get(each.getKey());
            if (now == null) {
                return "its property %s was removed".formatted(each.getKey());
            }
            if (!isExtendedBy(each.getValue(), now)) {
                return "its property %s is %s now and was %s"
                        .formatted(each.getKey(), now.words(), each.getValue().words());
            }
        }
        return later.vectors.containsAll(vectors) ? null : "one of its named vectors was removed";
    }

    private static boolean isExtendedBy(PropertyType before, PropertyType now) {
        return before.kind() == now.kind()
                && before.many() == now.many()
                && now.targets().containsAll(before.targets())
                && before.nested().entrySet().stream().allMatch(each -> {
                    PropertyType inside = now.nested().get(each.getKey());
                    return inside != null && isExtendedBy(each.getValue(), inside);
                });
    }
}
