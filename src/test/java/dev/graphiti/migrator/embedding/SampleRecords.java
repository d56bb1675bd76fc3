package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Mapped records for tests. */
public final class SampleRecords {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private SampleRecords() {}

    /** With as many entities as there are names, without vectors. */
    public static MappedRecord named(String id, String... names) {
        return record(
                id,
                IntStream.range(0, names.length)
                        .mapToObj(i -> entity(id + "-" + i, names[i], null))
                        .toList(),
                List.of(),
                List.of());
    }

    public static MappedRecord record(
            String id, List<EntityNode> entities, List<CommunityNode> communities, List<EntityEdge> facts) {
        List<GraphElement> elements = new ArrayList<>(entities);
        elements.addAll(communities);
        elements.addAll(facts);
        return MappedRecord.whole(
                new RecordOrigin("json", "people", id, "people.jsonl", "offset " + id.length()), "g", "hash", elements);
    }

    public static EntityNode entity(String uuid, String name, @Nullable Embedding vector) {
        return new EntityNode(uuid, "g", name, "", List.of(), PropertyMap.NONE, NOW, vector);
    }

    public static CommunityNode community(String uuid, String name, @Nullable Embedding vector) {
        return new CommunityNode(uuid, "g", name, "", NOW, vector);
    }

    public static EntityEdge fact(String uuid, String fact, @Nullable Embedding vector) {
        return new EntityEdge(
                uuid, "g", "a", "b", "KNOWS", fact, List.of(), PropertyMap.NONE, NOW, NOW, null, null, null, vector);
    }
}
