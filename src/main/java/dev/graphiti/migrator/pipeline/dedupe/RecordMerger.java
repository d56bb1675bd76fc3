package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.StructuralEdge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one of several records of one identity, which come in their order: it has the elements of all. Of an element that
 * two have, the later one stands, and of an entity's attributes, summary and vector what only the earlier one has stays.
 * An episode names the facts of all. Chunks that only earlier records have are omitted, since a content is one text. The
 * work grows with the records, not with their square.
 */
final class RecordMerger {
    private record Key(ElementKind kind, String uuid) {}

    private final Map<Key, GraphElement> elements = new LinkedHashMap<>();
    /** By episode, for facts of earlier records are written too. */
    private final Map<String, Set<String>> entityEdges = new HashMap<>();

    private MappedRecord last;

    RecordMerger(MappedRecord first) {
        last = first;
        add(first);
    }

    void add(MappedRecord later) {
        last = later;
        for (GraphElement element : later.elements()) {
            elements.merge(new Key(element.kind(), element.uuid()), element, RecordMerger::both);
            if (element instanceof EpisodicNode episode) {
                entityEdges
                        .computeIfAbsent(episode.uuid(), uuid -> new LinkedHashSet<>())
                        .addAll(episode.entityEdges());
            }
        }
    }

    private static GraphElement both(GraphElement earlier, GraphElement later) {
        return earlier instanceof EntityNode former && later instanceof EntityNode latter
                ? entity(former, latter)
                : later;
    }

    MappedRecord result() {
        Set<String> surplus = surplusChunks();
        return last.with(MappedRecord.inOrder(elements.values().stream()
                .filter(element -> !surplus.contains(element.uuid())
                        && !(element instanceof StructuralEdge edge && surplus.contains(edge.sourceNodeUuid())))
                .map(this::settled)
                .toList()));
    }

    /** The chunks of one content belong together, so those of earlier records that the last one does not have are omitted. */
    private Set<String> surplusChunks() {
        Set<String> surplus = new HashSet<>(entityEdges.keySet());
        last.all(EpisodicNode.class).forEach(chunk -> surplus.remove(chunk.uuid()));
        return surplus.size() == entityEdges.size() ? Set.of() : surplus;
    }

    private GraphElement settled(GraphElement element) {
        return element instanceof EpisodicNode episode ? episode(episode) : element;
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
                earlier.attributes().and(later.attributes()),
                later.createdAt(),
                // A vector is that of its name; one of another name would lie.
                later.nameEmbedding() == null && sameName ? earlier.nameEmbedding() : later.nameEmbedding());
    }
}
