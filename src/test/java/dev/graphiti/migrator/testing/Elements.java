package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.SagaNode;
import dev.graphiti.migrator.model.StructuralEdge;
import java.time.Instant;
import java.util.List;

/** Made-up elements of every kind, which follow from their uuid, so a test can predict them. */
public final class Elements {
    public static final Instant RUN_START = Instant.parse("2026-01-02T03:04:05.678901Z");
    public static final Instant SPRING = Instant.parse("2024-03-20T03:06:00Z");
    public static final RecordOrigin ORIGIN =
            new RecordOrigin("json", "people", "p-1", "people.jsonl:0-4096", "offset 42", "42");
    public static final String GROUP = "acme";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private Elements() {}

    /** Of a JSON object. */
    public static PropertyMap properties(String json) {
        try {
            return new PropertyMap(JSON.readValue(json, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public static String json(PropertyMap properties) {
        try {
            return JSON.writeValueAsString(properties.values());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(properties.toString(), e);
        }
    }

    public static Embedding vector(String uuid) {
        int seed = uuid.hashCode();
        return new Embedding(new float[] {0.1f, seed % 1000 / 1000f, 1, -0.25f});
    }

    public static EntityNode entity(String uuid) {
        return entity(uuid, RUN_START);
    }

    public static EntityNode entity(String uuid, Instant createdAt) {
        return new EntityNode(
                uuid,
                GROUP,
                "Ada " + uuid,
                "Knows engines.",
                List.of("Person", "Engineer"),
                properties("{\"age\":36,\"height\":1.75,\"alive\":false,\"languages\":[\"en\",\"fr\"]}"),
                createdAt,
                vector(uuid));
    }

    public static EntityNode named(EntityNode entity, String name) {
        return new EntityNode(
                entity.uuid(),
                entity.groupId(),
                name,
                entity.summary(),
                entity.labels(),
                entity.attributes(),
                entity.createdAt(),
                entity.nameEmbedding());
    }

    public static EpisodicNode episode(String uuid) {
        return episode(uuid, RUN_START);
    }

    public static EpisodicNode episode(String uuid, Instant createdAt) {
        return new EpisodicNode(
                uuid,
                GROUP,
                "Chat " + uuid,
                EpisodeSource.MESSAGE,
                "support chat",
                "ada: hello",
                List.of(),
                createdAt,
                SPRING);
    }

    public static CommunityNode community(String uuid) {
        return community(uuid, RUN_START);
    }

    public static CommunityNode community(String uuid, Instant createdAt) {
        return new CommunityNode(uuid, GROUP, "Engineers " + uuid, "They build.", createdAt, vector(uuid));
    }

    public static SagaNode saga(String uuid) {
        return saga(uuid, RUN_START);
    }

    public static SagaNode saga(String uuid, Instant createdAt) {
        return new SagaNode(uuid, GROUP, "Spring " + uuid, "", "e-1", "e-2", SPRING, null, createdAt);
    }

    public static EntityEdge fact(String uuid, String source, String target) {
        return fact(uuid, source, target, RUN_START);
    }

    public static EntityEdge fact(String uuid, String source, String target, Instant createdAt) {
        return new EntityEdge(
                uuid,
                GROUP,
                source,
                target,
                "WORKS_FOR",
                source + " works for " + target + ".",
                List.of("e-1"),
                properties("{\"since\":\"2019-05-01\"}"),
                createdAt,
                SPRING,
                null,
                null,
                SPRING,
                vector(uuid));
    }

    public static StructuralEdge edge(ElementKind kind, String uuid, String source, String target) {
        return edge(kind, uuid, source, target, RUN_START);
    }

    public static StructuralEdge edge(ElementKind kind, String uuid, String source, String target, Instant createdAt) {
        return new StructuralEdge(kind, uuid, GROUP, source, target, createdAt);
    }

    /** One of each kind, and every edge between two of them. */
    public static List<GraphElement> oneOfEachKind(String prefix, Instant createdAt) {
        String ada = prefix + "ada";
        String acme = prefix + "acme";
        String first = prefix + "first";
        String second = prefix + "second";
        String engineers = prefix + "engineers";
        String spring = prefix + "spring";
        return List.of(
                episode(first, createdAt),
                episode(second, createdAt),
                entity(ada, createdAt),
                entity(acme, createdAt),
                community(engineers, createdAt),
                saga(spring, createdAt),
                fact(prefix + "works", ada, acme, createdAt),
                edge(ElementKind.MENTIONS, prefix + "mentions", first, ada, createdAt),
                edge(ElementKind.HAS_MEMBER, prefix + "member", engineers, ada, createdAt),
                edge(ElementKind.HAS_EPISODE, prefix + "has", spring, first, createdAt),
                edge(ElementKind.NEXT_EPISODE, prefix + "next", first, second, createdAt));
    }
}
