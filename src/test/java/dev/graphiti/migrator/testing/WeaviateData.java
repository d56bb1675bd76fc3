package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a {@link WeaviateStandIn} holds: classes, their tenants and objects. May be changed while it is read. */
public final class WeaviateData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> schemas = new ConcurrentSkipListMap<>();
    private final Map<String, String> aliases = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, String>> tenants = new ConcurrentHashMap<>();

    /** By class and tenant; the order of lower-case texts is that of unsigned bytes. */
    private final Map<String, ConcurrentNavigableMap<String, ObjectNode>> objects = new ConcurrentHashMap<>();

    /** Adds a class, or gives it another schema. */
    public WeaviateData withClass(String json) {
        return withClass(tree(json));
    }

    WeaviateData withClass(JsonNode schema) {
        String name = schema.path("class").asText();
        schemas.put(name, (ObjectNode) schema);
        tenants.computeIfAbsent(name, key -> new ConcurrentSkipListMap<>());
        return this;
    }

    /** Adds another name for a class, or leads it to another one. */
    public WeaviateData withAlias(String alias, String className) {
        aliases.put(alias, className);
        return this;
    }

    Map<String, String> aliases() {
        return aliases;
    }

    /** Adds a tenant, or gives it another state. */
    public WeaviateData withTenant(String className, String tenant, String status) {
        Objects.requireNonNull(tenants.get(className)).put(tenant, status);
        return this;
    }

    /** Adds an object; {@code tenant} is empty where the class has none. */
    public WeaviateData withObject(String className, String tenant, String json) {
        return withObject(className, tenant, tree(json));
    }

    WeaviateData withObject(String className, String tenant, JsonNode object) {
        ObjectNode stored = (ObjectNode) object;
        stored.put("class", className);
        if (!tenant.isEmpty()) {
            stored.put("tenant", tenant);
            Objects.requireNonNull(tenants.get(className)).putIfAbsent(tenant, "ACTIVE");
        }
        String id = stored.path("id").asText().toLowerCase(Locale.ROOT);
        objects.computeIfAbsent(key(className, tenant), key -> new ConcurrentSkipListMap<>())
                .put(id, stored);
        return this;
    }

    public void deleteClass(String className) {
        schemas.remove(className);
        tenants.remove(className);
        objects.keySet().removeIf(key -> key.startsWith(className + "/"));
    }

    public void deleteTenant(String className, String tenant) {
        Objects.requireNonNull(tenants.get(className)).remove(tenant);
        objects.remove(key(className, tenant));
    }

    Map<String, ObjectNode> schemas() {
        return schemas;
    }

    Map<String, String> tenants(String className) {
        return tenants.getOrDefault(className, Map.of());
    }

    NavigableMap<String, ObjectNode> objects(String className, String tenant) {
        return objects.getOrDefault(key(className, tenant), new ConcurrentSkipListMap<>());
    }

    private static String key(String className, String tenant) {
        return className + "/" + tenant;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
