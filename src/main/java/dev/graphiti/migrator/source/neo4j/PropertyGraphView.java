package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.bolt.Cypher;
import dev.graphiti.migrator.source.bolt.GraphView;
import dev.graphiti.migrator.source.bolt.PropertyValues;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;

/**
 * Nodes and relationships as the configuration names them. The fields of a record are its properties, beside them what
 * is no property, with an underscore in front: {@code _labels} of a node; {@code _type}, {@code source} and
 * {@code target} of a relationship; {@code _id}, {@code _collection} and {@code _labels} of each of these two, by which
 * the node's own record is found.
 */
record PropertyGraphView(
        List<NodeSet> nodes,
        List<RelationshipSet> relationships,
        @Nullable List<String> endProperties) implements GraphView {
    static final String UNLABELED = "unlabeled";

    /** Of a relationship's end, when not the whole node is sent. */
    private static final String PROPERTIES = "properties";

    PropertyGraphView {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }

    @Override
    public String system() {
        return "neo4j";
    }

    @Override
    public List<String> labels() {
        return anyNode() ? List.of() : nodes.stream().map(NodeSet::label).toList();
    }

    private boolean anyNode() {
        return nodes.stream().anyMatch(NodeSet::isForAny);
    }

    boolean readsAnyById() {
        return nodes.stream().anyMatch(set -> set.readBy() == ReadBy.ID);
    }

    /** Nodes that are read by id: which entry a node belongs to, the first one whose label it has decides. */
    @Override
    public String nodeCondition() {
        if (nodes.stream().allMatch(set -> set.readBy() == ReadBy.ID)) {
            return anyNode() ? "" : nodes.stream().map(set -> has(set.label())).collect(Collectors.joining(" OR "));
        }
        StringBuilder condition = new StringBuilder("CASE");
        boolean otherwise = false;
        for (NodeSet set : nodes) {
            if (set.isForAny()) {
                otherwise = true;
            } else {
                condition
                        .append(" WHEN ")
                        .append(has(set.label()))
                        .append(" THEN ")
                        .append(set.readBy() == ReadBy.ID);
            }
        }
        return condition.append(" ELSE ").append(otherwise).append(" END").toString();
    }

    /** Nodes of the label that no earlier entry is for. */
    String conditionOf(NodeSet set) {
        return nodes.subList(0, nodes.indexOf(set)).stream()
                .map(earlier -> "NOT " + has(earlier.label()))
                .collect(Collectors.joining(" AND "));
    }

    private static String has(String label) {
        return "n:" + Cypher.name(label);
    }

    @Override
    public List<String> types() {
        return relationships.stream().anyMatch(RelationshipSet::isForAny)
                ? List.of()
                : relationships.stream().map(RelationshipSet::type).toList();
    }

    @Override
    public String relationshipCondition() {
        return "";
    }

    @Override
    public String end(String variable) {
        if (endProperties == null) {
            return variable;
        }
        Set<String> names = new HashSet<>(endProperties);
        nodes.forEach(set -> {
            if (set.key() != null) {
                names.add(set.key());
            }
        });
        return "{id: elementId(%1$s), labels: labels(%1$s), %2$s: %1$s {%3$s}}"
                .formatted(
                        variable,
                        PROPERTIES,
                        names.stream()
                                .sorted()
                                .map(name -> "." + Cypher.name(name))
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }

    @Override
    public Content node(Node node) {
        List<String> labels = labels(node.labels());
        Map<String, @Nullable Object> fields = PropertyValues.READABLE.of(node);
        NodeSet set = setOf(labels);
        fields.put("_labels", ordered(labels, set));
        return new Content(collection(set, labels), id(set, node, node.elementId()), new Fields(fields));
    }

    @Override
    public Content relationship(Value source, Relationship relationship, Value target) {
        Map<String, @Nullable Object> fields = PropertyValues.READABLE.of(relationship);
        RelationshipSet set = setOf(relationship.type());
        fields.put("_type", relationship.type());
        fields.put("source", end(source));
        fields.put("target", end(target));
        String collection = set == null || set.collection() == null ? relationship.type() : set.collection();
        String key = set == null ? null : set.key();
        return new Content(collection, key(key, relationship, relationship.elementId()), new Fields(fields));
    }

    private Map<String, @Nullable Object> end(Value end) {
        if (endProperties == null) {
            Node node = end.asNode();
            return end(node, labels(node.labels()), node.elementId());
        }
        return end(
                end.get(PROPERTIES),
                labels(end.get("labels").asList(Value::asString)),
                end.get("id").asString());
    }

    private Map<String, @Nullable Object> end(MapAccessor properties, List<String> labels, String elementId) {
        NodeSet set = setOf(labels);
        Map<String, @Nullable Object> fields = PropertyValues.READABLE.of(properties);
        fields.values().removeIf(value -> value == null);
        fields.put("_id", id(set, properties, elementId));
        fields.put("_collection", collection(set, labels));
        fields.put("_labels", ordered(labels, set));
        return fields;
    }

    private @Nullable NodeSet setOf(List<String> labels) {
        for (NodeSet set : nodes) {
            if (set.isForAny() || labels.contains(set.label())) {
                return set;
            }
        }
        return null;
    }

    private @Nullable RelationshipSet setOf(String type) {
        for (RelationshipSet set : relationships) {
            if (set.isForAny() || set.type().equals(type)) {
                return set;
            }
        }
        return null;
    }

    /** Also of a node that is not read itself: a fact that leads to it is then a dead letter that names it. */
    private static String collection(@Nullable NodeSet set, List<String> labels) {
        if (set != null && set.collection() != null) {
            return set.collection();
        }
        if (set != null && !set.isForAny()) {
            return set.label();
        }
        return labels.isEmpty() ? UNLABELED : labels.get(0);
    }

    private static String id(@Nullable NodeSet set, MapAccessor properties, String elementId) {
        return key(set == null ? null : set.key(), properties, elementId);
    }

    private static String key(@Nullable String key, MapAccessor properties, String elementId) {
        if (key == null || properties.get(key).isNull()) {
            return elementId;
        }
        return String.valueOf(PropertyValues.READABLE.of(properties.get(key)));
    }

    /** The server's order is that in which it has met the labels first; nothing may depend on it. */
    private static List<String> labels(Iterable<String> labels) {
        List<String> sorted = new ArrayList<>(2);
        labels.forEach(sorted::add);
        Collections.sort(sorted);
        return sorted;
    }

    /** The label that has decided comes first. */
    private static List<String> ordered(List<String> labels, @Nullable NodeSet set) {
        if (set == null || set.isForAny() || labels.size() < 2) {
            return labels;
        }
        Set<String> ordered = new LinkedHashSet<>(List.of(set.label()));
        ordered.addAll(labels);
        return List.copyOf(ordered);
    }
}
