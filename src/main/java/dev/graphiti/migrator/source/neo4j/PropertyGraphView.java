package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.source.bolt.Counting;
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

/** Nodes and relationships as the configuration names them. {@link OwnFields} says what their records look like. */
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
        NodeSet set = setOf(labels);
        OwnFields fields = new OwnFields(PropertyValues.READABLE.of(node));
        fields.add("_labels", ordered(labels, set));
        fields.tell("labels", ordered(labels, set));
        return new Content(collection(set, labels), id(set, node, node.elementId()), fields.fields(), fields.about());
    }

    @Override
    public Content relationship(Value source, Relationship relationship, Value target) {
        RelationshipSet set = setOf(relationship.type());
        OwnFields fields = new OwnFields(PropertyValues.READABLE.of(relationship));
        fields.add("_type", relationship.type());
        fields.tell("type", relationship.type());
        addEnd(fields, "source", "start", source);
        addEnd(fields, "target", "end", target);
        String collection = set == null || set.collection() == null ? relationship.type() : set.collection();
        String key = set == null ? null : set.key();
        return new Content(
                collection, key(key, relationship, relationship.elementId()), fields.fields(), fields.about());
    }

    private void addEnd(OwnFields fields, String name, String side, Value end) {
        if (endProperties == null) {
            Node node = end.asNode();
            addEnd(fields, name, side, node, labels(node.labels()), node.elementId());
        } else {
            List<String> labels = labels(end.get("labels").asList(Value::asString));
            addEnd(
                    fields,
                    name,
                    side,
                    end.get(PROPERTIES),
                    labels,
                    end.get("id").asString());
        }
    }

    private void addEnd(
            OwnFields fields, String name, String side, MapAccessor properties, List<String> labels, String elementId) {
        NodeSet set = setOf(labels);
        OwnFields.End end =
                new OwnFields.End(id(set, properties, elementId), collection(set, labels), ordered(labels, set));
        fields.addEnd(name, side, PropertyValues.READABLE.of(properties), end);
    }

    /** What is counted of nodes, each node once, as the entry whose record it is says. */
    List<Counting> countsOfNodes() {
        return nodes.stream().map(this::countOf).toList();
    }

    private Counting countOf(NodeSet set) {
        String match = "MATCH (n%s)%s"
                .formatted(set.isForAny() ? "" : ":" + Cypher.name(set.label()), Cypher.where(conditionOf(set)));
        return set.isForAny() && set.collection() == null
                ? new Counting(
                        match + " RETURN labels(n) AS labels, count(n) AS count",
                        row -> collection(set, labels(row.get("labels").asList(Value::asString))))
                : new Counting(match + " RETURN count(n) AS count", row -> collection(set, List.of()));
    }

    /** The same of relationships, of which each has one type. */
    List<Counting> countsOfRelationships(List<String> types) {
        List<Counting> counts = new ArrayList<>();
        for (String type : types) {
            RelationshipSet set = setOf(type);
            if (set != null) {
                counts.add(new Counting(
                        "MATCH ()-[r:%s]->() RETURN count(r) AS count".formatted(Cypher.name(type)),
                        row -> set.collection() == null ? type : set.collection()));
            }
        }
        return counts;
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
