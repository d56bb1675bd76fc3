package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where an element keeps its vector, and the text that it is made of. */
record EmbeddableField<E extends GraphElement>(
        TextOf<E> text, VectorOf<E> vector, BiFunction<E, Embedding, E> withVector) {
    static final EmbeddableField<EntityNode> ENTITY =
            new EmbeddableField<>(EntityNode::name, EntityNode::nameEmbedding, EntityNode::withNameEmbedding);
    static final EmbeddableField<CommunityNode> COMMUNITY =
            new EmbeddableField<>(CommunityNode::name, CommunityNode::nameEmbedding, CommunityNode::withNameEmbedding);
    static final EmbeddableField<EntityEdge> FACT =
            new EmbeddableField<>(EntityEdge::fact, EntityEdge::factEmbedding, EntityEdge::withFactEmbedding);

    static final EmbeddableField<CopiedElement> COPY =
            new EmbeddableField<>(CopiedElement::text, CopiedElement::embedding, CopiedElement::withEmbedding);

    interface TextOf<E> {
        @Nullable
        String apply(E element);
    }

    interface VectorOf<E> {
        @Nullable
        Embedding apply(E element);
    }

    /** Only copies may have none: of a kind without vectors, or of an element that somebody has damaged. */
    boolean hasText(E element) {
        String words = text.apply(element);
        return words != null && !words.isBlank();
    }

    /** As Graphiti words it for its embedder. */
    String wording(E element) {
        return Objects.requireNonNull(text.apply(element)).replace('\n', ' ');
    }
}
