package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.ContentHash;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.chunk.ChunkOptions;
import dev.graphiti.migrator.mapping.chunk.EpisodeChunks;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.StructuralEdge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What one row is becoming. Of two equal nodes or edges, the first stays. */
final class Product {
    /** GraphRAG itself cuts documents into text units, so theirs is no limit of prompts but of one episode. */
    private static final ChunkOptions LONGEST = new ChunkOptions(1_000_000, 0, null, true);

    private final GraphRagIds names;
    private final Instant createdAt;
    private final List<Note> notes = new ArrayList<>(2);
    private final List<EpisodicNode> episodes = new ArrayList<>(1);
    private final Map<String, EntityNode> entities = new LinkedHashMap<>();
    private final List<CommunityNode> communities = new ArrayList<>(1);
    private final List<EntityEdge> facts = new ArrayList<>(1);
    private final Map<String, StructuralEdge> edges = new LinkedHashMap<>();

    Product(GraphRagIds names, Instant createdAt) {
        this.names = names;
        this.createdAt = createdAt;
    }

    GraphRagIds names() {
        return names;
    }

    Instant createdAt() {
        return createdAt;
    }

    void note(Note note) {
        notes.add(note);
    }

    /**
     * An episode, or if its content is longer than any prompt takes, its chunks.
     *
     * @param uuids the uuid of a chunk by its number, from 2
     */
    void add(EpisodicNode episode, IntFunction<String> uuids) {
        episodes.addAll(EpisodeChunks.of(episode, LONGEST, uuids, this::note));
    }

    void add(EntityNode entity) {
        entities.putIfAbsent(entity.uuid(), entity);
    }

    void add(CommunityNode community) {
        communities.add(community);
    }

    void add(EntityEdge fact) {
        facts.add(fact);
    }

    void addEdge(ElementKind kind, String sourceUuid, String targetUuid) {
        String uuid = names.edge(kind, sourceUuid, targetUuid);
        edges.putIfAbsent(uuid, new StructuralEdge(kind, uuid, names.groupId(), sourceUuid, targetUuid, createdAt));
    }

    /** One line that Neo4j can index. */
    String name(String text) {
        return bounded(EntityName.line(text, this::note), Note.NAME_CUT);
    }

    String summary(String text) {
        return bounded(EntityName.sound(text.strip(), this::note), Note.SUMMARY_CUT);
    }

    String fact(String text) {
        return bounded(EntityName.line(text, this::note), Note.FACT_CUT);
    }

    private String bounded(String text, Note ifCut) {
        if (EntityName.fits(text)) {
            return text;
        }
        note(ifCut);
        return EntityName.cutToFit(text);
    }

    /** @param id by which another row of the table is the same thing */
    Mapping.Mapped mapped(Row row, String id) {
        List<GraphElement> elements = new ArrayList<>(episodes);
        elements.addAll(entities.values());
        elements.addAll(communities);
        elements.addAll(facts);
        elements.addAll(edges.values());
        MappedRecord record =
                MappedRecord.whole(row.origin().withId(id), names.groupId(), ContentHash.of(row.content()), elements);
        return new Mapping.Mapped(record.producedBy("graphrag"), notes);
    }
}
