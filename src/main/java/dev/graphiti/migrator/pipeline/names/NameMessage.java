package dev.graphiti.migrator.pipeline.names;

import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.model.OpenSentence.End;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entity, or a fact that needs it.
 *
 * @param uuid of the entity
 * @param name null if this is a fact
 * @param fact alone in its record; null if this is a name
 */
public record NameMessage(
        String uuid, @Nullable String name, @Nullable MappedRecord fact) {
    static NameMessage of(EntityNode entity) {
        return new NameMessage(entity.uuid(), entity.name(), null);
    }

    /** The first end that the fact needs is asked for first. */
    static NameMessage asking(MappedRecord fact) {
        EntityEdge edge = edge(fact);
        return new NameMessage(openEnd(edge) == End.SOURCE ? edge.sourceNodeUuid() : edge.targetNodeUuid(), null, fact);
    }

    static EntityEdge edge(MappedRecord fact) {
        return (EntityEdge) fact.elements().get(0);
    }

    /** The end whose name is asked for; null if none is open. */
    static @Nullable End openEnd(EntityEdge edge) {
        OpenSentence open = edge.openSentence();
        return open == null || open.names().isEmpty() ? null : open.names().get(0);
    }
}
