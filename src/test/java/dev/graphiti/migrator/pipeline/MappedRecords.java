package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.testing.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Mapped records for tests, all of one group and collection. */
public final class MappedRecords {
    private MappedRecords() {}

    /** A record that makes entities of these uuids, and no edge. */
    public static MappedRecord of(String id, String contentHash, String... entityUuids) {
        return whole(
                id, contentHash, Stream.of(entityUuids).map(Elements::entity).toList(), List.of());
    }

    public static MappedRecord whole(String id, String contentHash, List<EntityNode> entities, List<EntityEdge> facts) {
        RecordOrigin origin = new RecordOrigin("json", "people", id, "people.jsonl:0-4096", "offset 42");
        List<GraphElement> elements = new ArrayList<>(entities);
        elements.addAll(facts);
        return MappedRecord.whole(origin, Elements.GROUP, contentHash, elements);
    }
}
