package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.path.Item;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one record is becoming, while its mapping goes on. */
final class MappingContext {
    /**
     * One entity that a fact can start at or lead to.
     *
     * @param name its id where the record does not have the name
     * @param named whether the record has the name
     * @param position in the list that it comes from
     * @param item of that list; null where it comes from none
     */
    record End(
            String uuid,
            String name,
            boolean named,
            int position,
            @Nullable Item item) {
        boolean isItem() {
            return item != null;
        }
    }

    /** What a fact tells besides its predicate and its ends. */
    record FactContent(
            String sentence,
            @Nullable OpenSentence open,
            PropertyMap attributes,
            @Nullable Instant validAt,
            @Nullable Instant invalidAt,
            @Nullable Embedding embedding) {}

    private final Scope scope;
    private final String groupId;
    private final Instant createdAt;
    private final List<Note> notes = new ArrayList<>(2);
    private final Set<String> made = new HashSet<>(4);
    private final Map<String, EntityNode> entities = new LinkedHashMap<>();
    private final List<EntityEdge> facts = new ArrayList<>();
    private final Map<String, Set<FactContent>> factContents = new HashMap<>();
    private final Map<String, List<End>> ends = new LinkedHashMap<>();

    MappingContext(Scope scope, String groupId, Instant createdAt) {
        this.scope = scope;
        this.groupId = groupId;
        this.createdAt = createdAt;
    }

    Scope scope() {
        return scope;
    }

    String groupId() {
        return groupId;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** A rule has created something. */
    void made(String rule) {
        made.add(rule);
    }

    Set<String> made() {
        return made;
    }

    void note(Note note) {
        notes.add(note);
    }

    List<Note> notes() {
        return notes;
    }

    /** The uuid of what this record makes. */
    String uuid(ElementKind kind, String part) {
        RecordOrigin origin = scope.origin();
        return Identity.ofRecord(kind, groupId, origin.system(), origin.collection(), origin.id(), part);
    }

    /** The uuid of a record's own entity, whether the record was read or not. */
    String entityUuid(String collection, String id) {
        return Identity.ofRecord(ElementKind.ENTITY, groupId, scope.origin().system(), collection, id, "");
    }

    /** Of two equal entities, such as a tag that is named twice, the first stays. */
    void add(EntityNode entity) {
        entities.putIfAbsent(entity.uuid(), entity);
    }

    void add(String name, End end) {
        ends.computeIfAbsent(name, key -> new ArrayList<>(1)).add(end);
    }

    /** All entities that the record makes or refers to. */
    List<End> ends() {
        return ends.values().stream().flatMap(List::stream).toList();
    }

    List<End> ends(String name) {
        return ends.getOrDefault(name, List.of());
    }

    /**
     * The uuid of a fact of this record, or null when the record has told it already. Facts with one predicate and one
     * pair of ends that tell different things, as two lines of an order do, are numbered.
     */
    @Nullable
    String factUuid(String predicateAndEnds, FactContent content) {
        Set<FactContent> told = factContents.computeIfAbsent(predicateAndEnds, key -> new HashSet<>(2));
        if (!told.add(content)) {
            return null;
        }
        return uuid(ElementKind.RELATES_TO, told.size() == 1 ? predicateAndEnds : predicateAndEnds + "#" + told.size());
    }

    void add(EntityEdge fact) {
        facts.add(fact);
    }

    List<EntityNode> entities() {
        return List.copyOf(entities.values());
    }

    List<EntityEdge> facts() {
        return List.copyOf(facts);
    }
}
