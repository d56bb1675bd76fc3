package dev.graphiti.migrator.model;

import org.jspecify.annotations.Nullable;

/** About how many bytes an element takes in memory and on its way to the server; cheap rather than exact. */
public final class ElementSize {
    /** Bolt sends each component as a double with a marker. */
    private static final int BYTES_OF_FLOAT = 9;

    private static final int BYTES_OF_UUID = 40;
    private static final int BYTES_OF_ELEMENT = 400;

    private ElementSize() {}

    /** Of all elements of a record. */
    public static long of(MappedRecord record) {
        return BYTES_OF_ELEMENT + record.elements().mapToLong(ElementSize::of).sum();
    }

    public static long of(GraphElement element) {
        if (element instanceof CopiedElement copy) {
            return BYTES_OF_ELEMENT + copy.properties().json().length() + vector(copy.embedding());
        }
        return BYTES_OF_ELEMENT
                + switch (element.kind()) {
                    case EPISODIC -> episode((EpisodicNode) element);
                    case ENTITY -> entity((EntityNode) element);
                    case COMMUNITY -> community((CommunityNode) element);
                    case SAGA -> ((SagaNode) element).summary().length();
                    case RELATES_TO -> fact((EntityEdge) element);
                    case MENTIONS, HAS_MEMBER, HAS_EPISODE, NEXT_EPISODE -> 0;
                };
    }

    private static long episode(EpisodicNode episode) {
        return episode.content().length()
                + (long) BYTES_OF_UUID * episode.entityEdges().size();
    }

    private static long entity(EntityNode entity) {
        return entity.name().length()
                + entity.summary().length()
                + entity.attributes().json().length()
                + vector(entity.nameEmbedding());
    }

    private static long community(CommunityNode community) {
        return community.name().length() + community.summary().length() + vector(community.nameEmbedding());
    }

    private static long fact(EntityEdge fact) {
        return fact.fact().length()
                + fact.attributes().json().length()
                + (long) BYTES_OF_UUID * fact.episodes().size()
                + vector(fact.factEmbedding());
    }

    private static long vector(@Nullable Embedding embedding) {
        return embedding == null ? 0 : (long) BYTES_OF_FLOAT * embedding.dimension();
    }
}
