package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spreads a group over several subtasks: a record's elements are dealt out by their uuids, so that the same element
 * comes to the same subtask whichever record names it.
 */
final class Spread {
    private Spread() {}

    /** All records of one identity have one key, and different ones as different keys as can be. */
    static String keyOfRecord(MappedRecord record) {
        return record.groupId() + "/" + record.origin().collection() + "/"
                + record.origin().id();
    }

    static String keyOfPart(MappedRecord part) {
        return part.groupId() + "#" + part.bucket();
    }

    /** The parts of a record, each for one key. A record without elements has none. */
    static List<MappedRecord> parts(MappedRecord record, int spread) {
        Map<Integer, List<GraphElement>> buckets = new TreeMap<>();
        record.elements()
                .forEach(element -> buckets.computeIfAbsent(bucket(element.uuid(), spread), bucket -> new ArrayList<>())
                        .add(element));
        List<MappedRecord> parts = new ArrayList<>(buckets.size());
        buckets.forEach((bucket, elements) -> parts.add(record.part(bucket, parts.isEmpty(), elements)));
        return parts;
    }

    private static int bucket(String uuid, int spread) {
        return Math.floorMod(uuid.hashCode(), spread);
    }
}
