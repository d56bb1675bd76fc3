package dev.graphiti.migrator.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one record becomes: the elements of one group that are written together.
 *
 * @param contentHash tells two records of one identity with different content apart
 * @param producer the step that made the elements, as rows of the ledger name it
 * @param bucket which part of a group that is spread over several subtasks; 0 where it is not
 * @param primary whether this is the one part of the record that it is counted by; true where there is only one
 * @param elements in the order in which they are to be written, nodes before edges; must not be changed
 * @param revisions one for each element if the run is compared with an earlier one; else none
 */
public record MappedRecord(
        RecordOrigin origin,
        String groupId,
        String contentHash,
        String producer,
        int bucket,
        boolean primary,
        List<GraphElement> elements,
        List<Revision> revisions) {
    private static final String MAPPING = "mapping";
    private static final String NOTHING = "";

    /** The state of earlier releases has no revisions. */
    public MappedRecord {
        revisions = revisions == null ? List.of() : revisions;
    }

    /** A record that is compared with no earlier run. */
    public MappedRecord(
            RecordOrigin origin,
            String groupId,
            String contentHash,
            String producer,
            int bucket,
            boolean primary,
            List<GraphElement> elements) {
        this(origin, groupId, contentHash, producer, bucket, primary, elements, List.of());
    }

    /** A record of the mapping of its collection that stays together, of elements in any order. */
    public static MappedRecord whole(
            RecordOrigin origin, String groupId, String contentHash, List<? extends GraphElement> elements) {
        return new MappedRecord(origin, groupId, contentHash, MAPPING, 0, true, inOrder(elements));
    }

    /** A record of the source that was skipped or set aside. It has no elements. */
    public static MappedRecord notMapped(RecordOrigin origin, String groupId) {
        return new MappedRecord(origin, groupId, "", NOTHING, 0, true, List.of());
    }

    /** Whether it is a record that was mapped. */
    public boolean isMapped() {
        return !producer.equals(NOTHING);
    }

    /** In the order in which they are to be written; those of one kind stay as they are. */
    public static List<GraphElement> inOrder(List<? extends GraphElement> elements) {
        return elements.stream()
                .<GraphElement>map(element -> element)
                .sorted(Comparator.comparing(GraphElement::kind))
                .toList();
    }

    /** The same record, made by another step than the mapping of its collection. */
    public MappedRecord producedBy(String step) {
        return new MappedRecord(origin, groupId, contentHash, step, bucket, primary, elements, revisions);
    }

    /** The same record with other elements. */
    public MappedRecord with(List<GraphElement> newElements) {
        return part(bucket, primary, newElements);
    }

    /** The part of this record that consists of some of its elements. */
    public MappedRecord part(int partBucket, boolean isPrimary, List<GraphElement> some) {
        return new MappedRecord(origin, groupId, contentHash, producer, partBucket, isPrimary, some, revisions);
    }

    /** The same record with those of its elements that are new or have changed since an earlier run. */
    public MappedRecord changed(List<GraphElement> some, List<Revision> ofSome) {
        return new MappedRecord(origin, groupId, contentHash, producer, bucket, primary, some, ofSome);
    }

    /** The revisions by the uuid of their element. */
    public Map<String, Revision> revisionsByUuid() {
        return revisions.isEmpty()
                ? Map.of()
                : revisions.stream()
                        .collect(Collectors.toMap(Revision::uuid, revision -> revision, (one, same) -> one));
    }

    /** The elements of one class. */
    public <E extends GraphElement> List<E> all(Class<E> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
