package dev.graphiti.migrator.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one record becomes: the elements of one group that are written together, nodes before edges.
 *
 * @param contentHash tells two records of one identity with different content apart
 */
public record MappedRecord(
        RecordOrigin origin,
        String groupId,
        String contentHash,
        List<EpisodicNode> episodes,
        List<EntityNode> entities,
        List<CommunityNode> communities,
        List<SagaNode> sagas,
        List<EntityEdge> facts,
        List<StructuralEdge> edges) {

    /** All elements in the order in which they are to be written. */
    public Stream<GraphElement> elements() {
        return Stream.of(episodes, entities, communities, sagas, facts, edges).flatMap(List::stream);
    }

    public MappedRecord with(
            List<EntityNode> newEntities, List<CommunityNode> newCommunities, List<EntityEdge> newFacts) {
        return new MappedRecord(
                origin, groupId, contentHash, episodes, newEntities, newCommunities, sagas, newFacts, edges);
    }
}
