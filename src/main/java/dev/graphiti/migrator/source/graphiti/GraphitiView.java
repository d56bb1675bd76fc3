package dev.graphiti.migrator.source.graphiti;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.source.bolt.Counting;
import dev.graphiti.migrator.source.bolt.Cypher;
import dev.graphiti.migrator.source.bolt.GraphView;
import dev.graphiti.migrator.source.bolt.PropertyValues;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;

/**
 * All kinds of Graphiti's elements. A record's collection is its kind, its id the uuid; its fields are {@code properties}
 * with the types that they have, {@code vector}, {@code labels} of a node besides its kind, and {@code source} and
 * {@code target} of an edge, the uuids of its ends.
 *
 * @param groups empty for all
 */
record GraphitiView(List<String> groups) implements GraphView {
    private static final List<ElementKind> NODES = kinds(true);

    GraphitiView {
        groups = List.copyOf(groups);
    }

    private static List<ElementKind> kinds(boolean nodes) {
        return Arrays.stream(ElementKind.values())
                .filter(kind -> kind.isNode() == nodes)
                .toList();
    }

    @Override
    public String system() {
        return "graphiti";
    }

    @Override
    public List<String> labels() {
        return NODES.stream().map(ElementKind::graphName).toList();
    }

    @Override
    public String nodeCondition() {
        String ofKind =
                labels().stream().map(label -> "n:" + Cypher.name(label)).collect(Collectors.joining(" OR "));
        return groups.isEmpty() ? ofKind : "(%s) AND n.group_id IN $groups".formatted(ofKind);
    }

    @Override
    public List<String> types() {
        return kinds(false).stream().map(ElementKind::graphName).toList();
    }

    @Override
    public String relationshipCondition() {
        return groups.isEmpty() ? "" : "r.group_id IN $groups";
    }

    @Override
    public String end(String variable) {
        return variable + ".uuid";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("groups", groups);
    }

    @Override
    public Content node(Node node) {
        ElementKind kind = NODES.stream()
                .filter(each -> node.hasLabel(each.graphName()))
                .findFirst()
                .orElseThrow();
        List<String> labels = new ArrayList<>();
        node.labels().forEach(labels::add);
        labels.remove(kind.graphName());
        Map<String, @Nullable Object> fields = fields(node, kind);
        fields.put("labels", labels.stream().sorted().toList());
        return content(kind.graphName(), fields);
    }

    @Override
    public Content relationship(Value source, Relationship relationship, Value target) {
        ElementKind kind = ElementKind.valueOf(relationship.type());
        Map<String, @Nullable Object> fields = fields(relationship, kind);
        fields.put("source", text(PropertyValues.EXACT.of(source)));
        fields.put("target", text(PropertyValues.EXACT.of(target)));
        return content(kind.graphName(), fields);
    }

    /** What is counted of nodes: each as the first kind whose label it has. */
    List<Counting> countsOfNodes() {
        List<Counting> counts = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        if (!groups.isEmpty()) {
            conditions.add("n.group_id IN $groups");
        }
        for (String label : labels()) {
            counts.add(new Counting(
                    "MATCH (n:%s)%s RETURN count(n) AS count"
                            .formatted(Cypher.name(label), Cypher.where(String.join(" AND ", conditions))),
                    row -> label));
            conditions.add("NOT n:" + Cypher.name(label));
        }
        return counts;
    }

    List<Counting> countsOfRelationships() {
        return types().stream()
                .map(type -> new Counting(
                        "MATCH ()-[r:%s]->()%s RETURN count(r) AS count"
                                .formatted(Cypher.name(type), Cypher.where(relationshipCondition())),
                        row -> type))
                .toList();
    }

    private static Map<String, @Nullable Object> fields(Entity entity, ElementKind kind) {
        Map<String, @Nullable Object> properties = PropertyValues.EXACT.of(entity);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Object vector = Stream.ofNullable(kind.vectorProperty())
                .map(properties::remove)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        fields.put("properties", properties);
        if (vector != null) {
            fields.put("vector", vector);
        }
        return fields;
    }

    private static Content content(String collection, Map<String, @Nullable Object> fields) {
        Fields content = new Fields(fields);
        String uuid = text(content.at("properties.uuid"));
        return new Content(collection, uuid == null ? "" : uuid, content);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
