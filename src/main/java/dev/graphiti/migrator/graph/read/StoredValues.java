package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.types.UnsupportedType;

/** Makes elements of the rows of {@link ReadStatements}, and properties of what a statement returns. */
public final class StoredValues {
    private StoredValues() {}

    static StoredElement element(ElementKind kind, Record row) {
        Value x = row.get("x");
        if (!kind.isNode()) {
            Entity relationship = x.asRelationship();
            return new StoredElement(
                    kind,
                    relationship.elementId(),
                    List.of(),
                    properties(kind, relationship),
                    new Ends(plain(row.get("source")), plain(row.get("target"))));
        }
        List<String> labels = new ArrayList<>();
        x.asNode().labels().forEach(labels::add);
        labels.remove(kind.graphName());
        return new StoredElement(kind, x.asNode().elementId(), labels, properties(kind, x.asNode()), null);
    }

    /**
     * The properties of an entity, or of a map of them.
     *
     * @throws MigratorException if this release does not know the type of a value
     */
    public static Map<String, Object> properties(ElementKind kind, MapAccessor entity) {
        Map<String, Object> properties = new TreeMap<>();
        for (String name : entity.keys()) {
            properties.put(name, property(kind, entity, name));
        }
        return properties;
    }

    private static Object property(ElementKind kind, MapAccessor entity, String name) {
        String reason;
        try {
            Object value = entity.get(name).asObject();
            if (!(value instanceof UnsupportedType type)) {
                return value;
            }
            reason = "its type is " + type.name();
        } catch (DateTimeException e) {
            reason = e.getMessage();
        }
        throw new MigratorException(
                Fault.TARGET,
                "Property '%s' of %s %s cannot be read by this release (%s); replace its value or remove it."
                        .formatted(name, kind.graphName(), entity.get("uuid"), reason));
    }

    private static @Nullable Object plain(Value value) {
        return value.isNull() ? null : value.asObject();
    }
}
