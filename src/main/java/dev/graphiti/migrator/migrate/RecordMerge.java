package dev.graphiti.migrator.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.model.Attributes;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Makes one of two records of one identity: it has the elements of both. Of an element that both have, the later one
 * stands, and of an entity's attributes, summary and vector what only the earlier one has stays.
 */
final class RecordMerge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordMerge() {}

    static MappedRecord of(MappedRecord earlier, MappedRecord later) {
        return new MappedRecord(
                later.origin(),
                later.groupId(),
                later.contentHash(),
                later.bucket(),
                later.primary(),
                union(earlier.episodes(), later.episodes(), (old, young) -> young),
                union(earlier.entities(), later.entities(), RecordMerge::entity),
                union(earlier.communities(), later.communities(), (old, young) -> young),
                union(earlier.sagas(), later.sagas(), (old, young) -> young),
                union(earlier.facts(), later.facts(), (old, young) -> young),
                union(earlier.edges(), later.edges(), (old, young) -> young),
                union(earlier.copies(), later.copies(), (old, young) -> young));
    }

    private static <E extends GraphElement> List<E> union(
            Collection<E> earlier, Collection<E> later, BinaryOperator<E> both) {
        Map<String, E> all = new LinkedHashMap<>();
        earlier.forEach(element -> all.merge(element.uuid(), element, both));
        later.forEach(element -> all.merge(element.uuid(), element, both));
        return new ArrayList<>(all.values());
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
