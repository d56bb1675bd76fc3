package dev.graphiti.migrator.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.model.Attributes;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.SagaNode;
import dev.graphiti.migrator.model.StructuralEdge;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Makes one of several records of one identity, which come in their order: it has the elements of all. Of an element that
 * two have, the later one stands, and of an entity's attributes, summary and vector what only the earlier one has stays.
 * An episode names the facts of all. The work grows with the records, not with their square.
 */
final class RecordMerger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, EpisodicNode> episodes = new LinkedHashMap<>();
    /** By episode, for facts of earlier records are written too. */
    private final Map<String, Set<String>> entityEdges = new HashMap<>();

    private final Map<String, EntityNode> entities = new LinkedHashMap<>();
    private final Map<String, CommunityNode> communities = new LinkedHashMap<>();
    private final Map<String, SagaNode> sagas = new LinkedHashMap<>();
    private final Map<String, EntityEdge> facts = new LinkedHashMap<>();
    private final Map<String, StructuralEdge> edges = new LinkedHashMap<>();
    private final Map<String, CopiedElement> copies = new LinkedHashMap<>();
    private MappedRecord last;

    RecordMerger(MappedRecord first) {
        last = first;
        add(first);
    }

    void add(MappedRecord later) {
        last = later;
        union(later.episodes(), episodes, (old, young) -> young);
        later.episodes()
                .forEach(episode -> entityEdges
                        .computeIfAbsent(episode.uuid(), uuid -> new LinkedHashSet<>())
                        .addAll(episode.entityEdges()));
        union(later.entities(), entities, RecordMerger::entity);
        union(later.communities(), communities, (old, young) -> young);
        union(later.sagas(), sagas, (old, young) -> young);
        union(later.facts(), facts, (old, young) -> young);
        union(later.edges(), edges, (old, young) -> young);
        union(later.copies(), copies, (old, young) -> young);
    }

    private static <E extends GraphElement> void union(Collection<E> some, Map<String, E> all, BinaryOperator<E> both) {
        some.forEach(element -> all.merge(element.uuid(), element, both));
    }

    MappedRecord result() {
        return new MappedRecord(
                last.origin(),
                last.groupId(),
                last.contentHash(),
                last.producer(),
                last.bucket(),
                last.primary(),
                episodes.values().stream().map(this::episode).toList(),
                List.copyOf(entities.values()),
                List.copyOf(communities.values()),
                List.copyOf(sagas.values()),
                List.copyOf(facts.values()),
                List.copyOf(edges.values()),
                List.copyOf(copies.values()));
    }

    private EpisodicNode episode(EpisodicNode latest) {
        return new EpisodicNode(
                latest.uuid(),
                latest.groupId(),
                latest.name(),
                latest.source(),
                latest.sourceDescription(),
                latest.content(),
                List.copyOf(entityEdges.getOrDefault(latest.uuid(), Set.of())),
                latest.createdAt(),
                latest.validAt());
    }

    private static EntityNode entity(EntityNode earlier, EntityNode later) {
        Set<String> labels = new LinkedHashSet<>(earlier.labels());
        labels.addAll(later.labels());
        boolean sameName = earlier.name().equals(later.name());
        return new EntityNode(
                later.uuid(),
                later.groupId(),
                later.name(),
                later.summary().isBlank() ? earlier.summary() : later.summary(),
                List.copyOf(labels),
                attributes(earlier.attributes(), later.attributes()),
                later.createdAt(),
                // A vector is that of its name; one of another name would lie.
                later.nameEmbedding() == null && sameName ? earlier.nameEmbedding() : later.nameEmbedding());
    }

    private static Attributes attributes(Attributes earlier, Attributes later) {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(earlier.json());
            all.setAll((ObjectNode) JSON.readTree(later.json()));
            return new Attributes(JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("attributes are JSON objects, these are not", e);
        }
    }
}
