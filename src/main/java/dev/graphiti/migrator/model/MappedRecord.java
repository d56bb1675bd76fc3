package dev.graphiti.migrator.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one record becomes: the elements of one group that are written together, nodes before edges.
 *
 * @param contentHash tells two records of one identity with different content apart
 * @param producer the step that made the elements, as rows of the ledger name it
 * @param bucket which part of a group that is spread over several subtasks; 0 where it is not
 * @param primary whether this is the one part of the record that it is counted by; true where there is only one
 */
public record MappedRecord(
        RecordOrigin origin,
        String groupId,
        String contentHash,
        String producer,
        int bucket,
        boolean primary,
        List<EpisodicNode> episodes,
        List<EntityNode> entities,
        List<CommunityNode> communities,
        List<SagaNode> sagas,
        List<EntityEdge> facts,
        List<StructuralEdge> edges,
        List<CopiedElement> copies) {
    private static final String MAPPING = "mapping";

    /** All elements in the order in which they are to be written. */
    public Stream<GraphElement> elements() {
        return Stream.of(episodes, entities, communities, sagas, facts, edges, copies)
                .flatMap(List::stream);
    }

    public MappedRecord with(
            List<EntityNode> newEntities,
            List<CommunityNode> newCommunities,
            List<EntityEdge> newFacts,
            List<CopiedElement> newCopies) {
        return new MappedRecord(
                origin,
                groupId,
                contentHash,
                producer,
                bucket,
                primary,
                episodes,
                newEntities,
                newCommunities,
                sagas,
                newFacts,
                edges,
                newCopies);
    }

    /** A record of the mapping of its collection, that stays together. */
    public static MappedRecord whole(
            RecordOrigin origin,
            String groupId,
            String contentHash,
            List<EpisodicNode> episodes,
            List<EntityNode> entities,
            List<CommunityNode> communities,
            List<SagaNode> sagas,
            List<EntityEdge> facts,
            List<StructuralEdge> edges) {
        return new MappedRecord(
                origin,
                groupId,
                contentHash,
                MAPPING,
                0,
                true,
                episodes,
                entities,
                communities,
                sagas,
                facts,
                edges,
                List.of());
    }

    /** The same elements, made by another step than the mapping of a collection. */
    public MappedRecord producedBy(String step) {
        return new MappedRecord(
                origin,
                groupId,
                contentHash,
                step,
                bucket,
                primary,
                episodes,
                entities,
                communities,
                sagas,
                facts,
                edges,
                copies);
    }

    /** A record that is one element of another Graphiti graph. */
    public static MappedRecord copy(RecordOrigin origin, String contentHash, CopiedElement element) {
        return new MappedRecord(
                origin,
                element.groupId(),
                contentHash,
                "copy",
                0,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(element));
    }

    /** The part of this record that consists of some of its elements. */
    public MappedRecord part(int partBucket, boolean isPrimary, List<GraphElement> elements) {
        return new MappedRecord(
                origin,
                groupId,
                contentHash,
                producer,
                partBucket,
                isPrimary,
                only(EpisodicNode.class, elements),
                only(EntityNode.class, elements),
                only(CommunityNode.class, elements),
                only(SagaNode.class, elements),
                only(EntityEdge.class, elements),
                only(StructuralEdge.class, elements),
                only(CopiedElement.class, elements));
    }

    private static <E extends GraphElement> List<E> only(Class<E> type, List<GraphElement> elements) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
