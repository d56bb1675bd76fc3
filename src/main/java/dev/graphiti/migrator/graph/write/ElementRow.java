package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.SagaNode;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.neo4j.TypedProperties;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element as Neo4j stores it: property names and shapes as Graphiti's own bulk save writes them
 * ({@code graphiti_core/utils/bulk_utils.py}). Times are UTC date-times; the vector stands apart, because a procedure
 * stores it as 32-bit floats.
 *
 * @param labels of a node besides its kind; empty for an edge
 * @param properties without the vector, sorted by name, no nulls
 * @param sourceUuid where an edge starts; null for a node
 */
public record ElementRow(
        ElementKind kind,
        String uuid,
        List<String> labels,
        NavigableMap<String, Object> properties,
        @Nullable Embedding embedding,
        @Nullable String sourceUuid,
        @Nullable String targetUuid) {
    private static final String CREATED_AT = "created_at";
    private static final String RUN_START = "run-start";
    private static final String MADE = "made";

    /** What Graphiti reads as its own: an attribute must not stand there even when the element has no such value. */
    private static final Map<ElementKind, Set<String>> OPTIONAL_PROPERTIES = Map.of(
            ElementKind.ENTITY,
            Set.of("name_embedding"),
            ElementKind.RELATES_TO,
            Set.of("fact_embedding", "valid_at", "invalid_at", "expired_at", "reference_time"));

    public static ElementRow of(GraphElement element) {
        if (element instanceof CopiedElement copy) {
            return copied(copy);
        }
        return switch (element.kind()) {
            case EPISODIC -> episodic((EpisodicNode) element);
            case ENTITY -> entity((EntityNode) element);
            case COMMUNITY -> community((CommunityNode) element);
            case SAGA -> saga((SagaNode) element);
            case RELATES_TO -> fact((EntityEdge) element);
            case MENTIONS, HAS_MEMBER, HAS_EPISODE, NEXT_EPISODE -> structural((StructuralEdge) element);
        };
    }

    /** The element as it is in the graph once the row was written in full. */
    public StoredElement stored() {
        Map<String, Object> all = new TreeMap<>(properties);
        for (Map.Entry<String, Object> property : all.entrySet()) {
            if (property.getValue() instanceof List<?> list && isMixed(list)) {
                property.setValue(
                        list.stream().map(item -> ((Number) item).doubleValue()).toList());
            }
        }
        if (embedding != null && kind.vectorProperty() != null) {
            all.put(kind.vectorProperty(), embedding.values());
        }
        List<String> others = labels.isEmpty()
                ? labels
                : labels.stream()
                        .filter(label -> !label.equals(kind.graphName()))
                        .distinct()
                        .toList();
        return new StoredElement(kind, "", others, all, kind.isNode() ? null : new Ends(sourceUuid, targetUuid));
    }

    /**
     * What the record says of the element, which is the same in each run over the same record: a time that is only the
     * start of the run is a word, and so is a vector that the run makes.
     */
    public StoredElement content(Instant runStart, boolean isEmbedded) {
        StoredElement all = stored();
        Object start = utc(runStart);
        Map<String, Object> said = new TreeMap<>(all.properties());
        said.replaceAll((name, value) -> value.equals(start) ? RUN_START : value);
        if (isEmbedded && kind.vectorProperty() != null) {
            said.put(kind.vectorProperty(), MADE);
        }
        return new StoredElement(kind, "", all.labels(), said, all.ends());
    }

    /** What an element of others has after it has taken the properties of this row. It keeps its {@code created_at}. */
    StoredElement putOver(StoredElement existing) {
        StoredElement ours = stored();
        Map<String, Object> all = new TreeMap<>(existing.properties());
        all.putAll(ours.properties());
        all.computeIfPresent(CREATED_AT, (name, made) -> existing.properties().get(name));
        Set<String> labels = new TreeSet<>(existing.labels());
        if (kind == ElementKind.ENTITY) {
            labels.addAll(ours.labels());
        }
        return new StoredElement(kind, "", List.copyOf(labels), all, existing.ends());
    }

    /** Whether Neo4j stores a list as one of floats because it has whole numbers and floats. */
    private static boolean isMixed(List<?> list) {
        boolean whole = false;
        boolean real = false;
        for (Object item : list) {
            whole |= item instanceof Long || item instanceof Integer;
            real |= item instanceof Double || item instanceof Float;
        }
        return whole && real;
    }

    private static ElementRow copied(CopiedElement element) {
        return new ElementRow(
                element.kind(),
                element.uuid(),
                element.labels(),
                TypedProperties.typed(element.properties().values()),
                element.embedding(),
                element.sourceNodeUuid(),
                element.targetNodeUuid());
    }

    private static ElementRow episodic(EpisodicNode node) {
        NavigableMap<String, Object> properties = core(node);
        properties.put("name", node.name());
        properties.put("source", node.source().graphName());
        properties.put("source_description", node.sourceDescription());
        properties.put("content", node.content());
        properties.put("entity_edges", node.entityEdges());
        properties.put("valid_at", utc(node.validAt()));
        return node(node, List.of(), properties, null);
    }

    private static ElementRow entity(EntityNode node) {
        NavigableMap<String, Object> properties = core(node);
        addAttributes(properties, ElementKind.ENTITY, node.attributes());
        properties.put("name", node.name());
        properties.put("summary", node.summary());
        properties.put(
                "labels",
                Stream.concat(Stream.of("Entity"), node.labels().stream()).toList());
        return node(node, node.labels(), properties, node.nameEmbedding());
    }

    private static ElementRow community(CommunityNode node) {
        NavigableMap<String, Object> properties = core(node);
        properties.put("name", node.name());
        properties.put("summary", node.summary());
        return node(node, List.of(), properties, node.nameEmbedding());
    }

    private static ElementRow saga(SagaNode node) {
        NavigableMap<String, Object> properties = core(node);
        properties.put("name", node.name());
        properties.put("summary", node.summary());
        putIfPresent(properties, "first_episode_uuid", node.firstEpisodeUuid());
        putIfPresent(properties, "last_episode_uuid", node.lastEpisodeUuid());
        putTime(properties, "last_summarized_at", node.lastSummarizedAt());
        putTime(properties, "last_summarized_episode_valid_at", node.lastSummarizedEpisodeValidAt());
        return node(node, List.of(), properties, null);
    }

    private static ElementRow fact(EntityEdge edge) {
        NavigableMap<String, Object> properties = core(edge);
        addAttributes(properties, ElementKind.RELATES_TO, edge.attributes());
        properties.put("source_node_uuid", edge.sourceNodeUuid());
        properties.put("target_node_uuid", edge.targetNodeUuid());
        properties.put("name", edge.name());
        properties.put("fact", edge.fact());
        properties.put("episodes", edge.episodes());
        putTime(properties, "valid_at", edge.validAt());
        putTime(properties, "invalid_at", edge.invalidAt());
        putTime(properties, "expired_at", edge.expiredAt());
        putTime(properties, "reference_time", edge.referenceTime());
        return new ElementRow(
                ElementKind.RELATES_TO,
                edge.uuid(),
                List.of(),
                properties,
                edge.factEmbedding(),
                edge.sourceNodeUuid(),
                edge.targetNodeUuid());
    }

    private static ElementRow structural(StructuralEdge edge) {
        return new ElementRow(
                edge.kind(), edge.uuid(), List.of(), core(edge), null, edge.sourceNodeUuid(), edge.targetNodeUuid());
    }

    private static ElementRow node(
            GraphElement node,
            List<String> labels,
            NavigableMap<String, Object> properties,
            @Nullable Embedding vector) {
        return new ElementRow(node.kind(), node.uuid(), labels, properties, vector, null, null);
    }

    private static NavigableMap<String, Object> core(GraphElement element) {
        NavigableMap<String, Object> properties = new TreeMap<>();
        properties.put("uuid", element.uuid());
        properties.put("group_id", element.groupId());
        properties.put("created_at", utc(element.createdAt()));
        return properties;
    }

    /** Comes before the core properties are put, so that an attribute of the same name can never replace one. */
    private static void addAttributes(
            NavigableMap<String, Object> properties, ElementKind kind, PropertyMap attributes) {
        Set<String> optional = OPTIONAL_PROPERTIES.getOrDefault(kind, Set.of());
        attributes.values().forEach((name, value) -> {
            if (!optional.contains(name)) {
                properties.putIfAbsent(name, value);
            }
        });
    }

    private static void putIfPresent(NavigableMap<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static void putTime(NavigableMap<String, Object> properties, String name, @Nullable Instant time) {
        if (time != null) {
            properties.put(name, utc(time));
        }
    }

    /** The driver refuses an {@code Instant}, and a local date-time would never compare in Graphiti's queries. */
    private static OffsetDateTime utc(Instant time) {
        // atOffset() makes the rules of a zone each time.
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        return OffsetDateTime.of(local, ZoneOffset.UTC);
    }
}
