package dev.graphiti.migrator.model;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A thing.
 *
 * @param labels its types besides {@code Entity}, which is implied
 * @param summary may be empty
 */
public record EntityNode(
        String uuid,
        String groupId,
        String name,
        String summary,
        List<String> labels,
        PropertyMap attributes,
        Instant createdAt,
        @Nullable Embedding nameEmbedding)
        implements GraphElement {
    /** Graphiti raises an error on each read of a node with another label ({@code graphiti_core/helpers.py}). */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public EntityNode {
        Checks.identity(ElementKind.ENTITY, uuid, groupId);
        Checks.name(ElementKind.ENTITY, uuid, name);
        Checks.time(ElementKind.ENTITY, uuid, "created_at", createdAt);
        labels = List.copyOf(labels);
        for (String label : labels) {
            if (!isType(label)) {
                throw new IllegalArgumentException(
                        "Entity %s: '%s' cannot be a type label in Graphiti".formatted(uuid, label));
            }
        }
    }

    /** Whether Graphiti can live with this label beside {@code Entity}, and it is not one that this tool keeps to itself. */
    public static boolean isType(String label) {
        return LABEL.matcher(label).matches()
                && !label.startsWith("Entity_")
                && !label.equals("Entity")
                && !label.equals("Episodic")
                && !label.equals("Community")
                && !label.equals("Saga")
                && !Checks.isOwn(label);
    }

    @Override
    public EntityNode withVector(@Nullable Embedding embedding) {
        return new EntityNode(uuid, groupId, name, summary, labels, attributes, createdAt, embedding);
    }

    @Override
    public ElementKind kind() {
        return ElementKind.ENTITY;
    }

    @Override
    public long textSize() {
        return (long) name.length() + summary.length() + attributes.size();
    }

    @Override
    public String embeddableText() {
        return name;
    }

    @Override
    public @Nullable Embedding vector() {
        return nameEmbedding;
    }
}
