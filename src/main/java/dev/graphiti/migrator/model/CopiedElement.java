package dev.graphiti.migrator.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of another Graphiti graph, to stand in the target as it stood there: same uuid, same times, all properties,
 * also those that Graphiti does not know. Nothing of it is made by the run, so nothing of it is corrected either.
 *
 * @param sourceNodeUuid where an edge starts; null for a node
 * @param labels of a node besides its kind, of whatever form; empty for an edge
 * @param properties all but the vector
 * @param createdAt its own; the epoch where it has none that is a time
 * @param text what its vector is made of; null for a kind without vectors
 */
public record CopiedElement(
        ElementKind kind,
        String uuid,
        String groupId,
        @Nullable String sourceNodeUuid,
        @Nullable String targetNodeUuid,
        List<String> labels,
        PropertyMap properties,
        Instant createdAt,
        @Nullable String text,
        @Nullable Embedding embedding)
        implements GraphElement {
    public CopiedElement {
        if (uuid.isBlank()) {
            throw new IllegalArgumentException(kind.graphName() + " has no uuid");
        }
        if (!kind.isNode() && (sourceNodeUuid == null || targetNodeUuid == null)) {
            throw new IllegalArgumentException("%s %s lacks an end".formatted(kind.graphName(), uuid));
        }
        labels = List.copyOf(labels);
        for (String label : labels) {
            if (Checks.isOwn(label)) {
                throw new IllegalArgumentException(
                        "%s %s has the label %s, which is reserved by graphiti-migrator; remove it"
                                .formatted(kind.graphName(), uuid, label));
            }
        }
    }

    @Override
    public long textSize() {
        return properties.size();
    }

    @Override
    public @Nullable String embeddableText() {
        return text;
    }

    @Override
    public @Nullable Embedding vector() {
        return embedding;
    }

    @Override
    public CopiedElement withVector(@Nullable Embedding newEmbedding) {
        return new CopiedElement(
                kind, uuid, groupId, sourceNodeUuid, targetNodeUuid, labels, properties, createdAt, text, newEmbedding);
    }
}
