package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an element keeps its vector, and the text that it is made of. */
record VectorSlot<E extends GraphElement>(
        Function<E, String> text, VectorOf<E> vector, BiFunction<E, Embedding, E> withVector) {
    static final VectorSlot<EntityNode> ENTITY =
            new VectorSlot<>(EntityNode::name, EntityNode::nameEmbedding, EntityNode::withNameEmbedding);
    static final VectorSlot<CommunityNode> COMMUNITY =
            new VectorSlot<>(CommunityNode::name, CommunityNode::nameEmbedding, CommunityNode::withNameEmbedding);
    static final VectorSlot<EntityEdge> FACT =
            new VectorSlot<>(EntityEdge::fact, EntityEdge::factEmbedding, EntityEdge::withFactEmbedding);

    interface VectorOf<E> {
        @Nullable
        Embedding apply(E element);
    }

    /** As Graphiti words it for its embedder. */
    String wording(E element) {
        return text.apply(element).replace('\n', ' ');
    }
}
