package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Spreads a group over several subtasks: a record's elements are dealt out by their uuids, so that the same element
 * comes to the same subtask whichever record names it.
 */
public final class GroupPartitioner {
    /** Fixed, because savepoints are cut into this number of key groups. */
    public static final int KEY_GROUPS = 512;

    /** One key for each of Flink's key groups. Keys of one's own choice would meet in some of a few subtasks by chance. */
    private static final String[] KEYS = keys();

    private GroupPartitioner() {}

    private static String[] keys() {
        String[] keys = new String[KEY_GROUPS];
        int found = 0;
        for (int i = 0; found < keys.length; i++) {
            String key = "slot-" + i;
            int keyGroup = keyGroup(key);
            if (keys[keyGroup] == null) {
                keys[keyGroup] = key;
                found++;
            }
        }
        return keys;
    }

    private static int keyGroup(String key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
    }

    /** All records of one identity have one key, and different ones as different keys as can be. */
    static String keyOfRecord(MappedRecord record) {
        return record.groupId() + "/" + record.origin().collection() + "/"
                + record.origin().id();
    }

    /**
     * Over as many subtasks as it is spread, each has one part of a group; which one differs between groups. Several
     * groups may share a key.
     */
    static String keyOfPart(MappedRecord part, int spread) {
        return keyOfPart(part.groupId(), part.bucket(), spread);
    }

    private static String keyOfPart(String groupId, int bucket, int spread) {
        int home = keyGroup(groupId);
        int cells = Math.min(spread, KEYS.length);
        int cell = (home + bucket) % cells;
        int from = firstOf(cell, cells);
        return KEYS[from + home % (firstOf(cell + 1, cells) - from)];
    }

    /** The key of the subtask that embeds and writes a part of a record. */
    public static String keyOfWriter(MappedRecord part, int spread) {
        return spread <= 1 ? part.groupId() : keyOfPart(part, spread);
    }

    /** The same of an element. */
    public static String keyOfWriter(String groupId, String uuid, int spread) {
        return spread <= 1 ? groupId : keyOfPart(groupId, bucket(uuid, spread), spread);
    }

    /** A part for each subtask that a group is spread over, without elements. */
    public static List<MappedRecord> emptyParts(MappedRecord record, int spread) {
        return IntStream.range(0, Math.max(1, spread))
                .mapToObj(bucket -> record.part(bucket, bucket == 0, List.of()))
                .toList();
    }

    /** Where Flink begins the key groups of a subtask, if there were as many as cells. */
    private static int firstOf(int cell, int cells) {
        return (cell * KEYS.length + cells - 1) / cells;
    }

    /** The parts of a record, each for one key. A record without elements has none. */
    static List<MappedRecord> parts(MappedRecord record, int spread) {
        Map<Integer, List<GraphElement>> buckets = new TreeMap<>();
        record.elements()
                .forEach(element -> buckets.computeIfAbsent(bucket(element.uuid(), spread), bucket -> new ArrayList<>())
                        .add(element));
        List<MappedRecord> parts = new ArrayList<>(buckets.size());
        buckets.forEach(
                (bucket, elements) -> parts.add(record.part(bucket, record.primary() && parts.isEmpty(), elements)));
        return parts;
    }

    private static int bucket(String uuid, int spread) {
        return Math.floorMod(uuid.hashCode(), spread);
    }
}
