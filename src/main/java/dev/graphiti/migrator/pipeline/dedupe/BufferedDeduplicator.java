package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.phase.HeldKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * Holds records until the source is exhausted, and then emits one of each identity: the first, the last, the latest, or all merged into
 * one. Splits are read at the same time, so only the whole source shows which record is first; what the graph becomes
 * depends neither on timing nor on parallelism. Records that the source itself has deleted later are not emitted.
 *
 * <p>Keyed by identity. The state grows with the data, in RocksDB on disk; of equal records one is held, however often
 * they occur.
 */
final class BufferedDeduplicator extends PhaseOperator<Version, MappedRecord> {
    static final String DUPLICATE = "duplicate-id";
    static final String DELETED = "deleted-by-tombstone";

    private static final String STATE = "records-held-by-content";
    private static final String RANKS = "ranks-of-held";
    /** Of two records, one has a number and the other one a time. */
    private static final String MIXED_RANKS = "latest-by-mixed";
    /** A merged record may have more elements than should travel, and be embedded, in one piece. */
    private static final int ELEMENTS_AT_ONCE = 1_000;
    /** Between two checks for a barrier. */
    private static final int IDENTITIES_IN_STEP = 100;

    private static final Comparator<MappedRecord> BY_PLACE =
            Comparator.comparing(MappedRecord::origin, OriginComparator.BY_PLACE);

    /** Which of those that are held, where it stands, and its rank among the others. */
    private record Place(String slot, RecordOrigin origin, Rank rank) {}

    private final OnDuplicate policy;
    /** One for each key of the source, and of these one for each content where all are needed. */
    private transient MapState<String, MappedRecord> held;
    /** Of the records that are held; null unless the latest is asked for. */
    private transient @Nullable MapState<String, Rank> ranks;
    /** Null before the first step. */
    private transient volatile @Nullable HeldKeys identities;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    BufferedDeduplicator(StreamOperatorParameters<MappedRecord> parameters, OnDuplicate policy) {
        super(parameters);
        this.policy = policy;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(STATE, Types.STRING, WireTypes.of(MappedRecord.class)));
        if (policy == OnDuplicate.LATEST) {
            ranks = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>(RANKS, Types.STRING, WireTypes.of(Rank.class)));
        }
    }

    @Override
    protected Set<String> shown() {
        return Set.of("recordsMapped", "recordsSkipped", "elementsMapped", "elementsMerged");
    }

    @Override
    protected void processElement(Version version) throws Exception {
        MappedRecord record = version.record();
        if (record == null) {
            forget(slotPrefix(version.sourceKey()));
        } else {
            hold(version.sourceKey(), record, version.rank());
        }
    }

    private void hold(String sourceKey, MappedRecord record, @Nullable Rank rank) throws Exception {
        String slot = slotPrefix(sourceKey) + (policy == OnDuplicate.MERGE ? record.contentHash() : "");
        MappedRecord other = held.get(slot);
        if (other == null || stays(record, rank, slot, other)) {
            held.put(slot, record);
            if (rank != null && ranks != null) {
                ranks.put(slot, rank);
            }
        }
        if (other == null) {
            return;
        }
        if (policy == OnDuplicate.MERGE) {
            // Of equal ones, only the place of the last matters: what it has stands.
            countMapped(record);
            record.elements().forEach(each -> countElement(record, each.kind(), Outcome.MERGED));
        } else {
            // All but one are skipped, equal or not: which of them are equal to the one that stays is known only at
            // the end.
            count(Count.skipped(record.origin().collection(), DUPLICATE, 1));
        }
    }

    private static String slotPrefix(String sourceKey) {
        return sourceKey.isEmpty() ? "" : sourceKey + "\n";
    }

    /** Records of one key come in their order, so all that are held by now stood before the deletion. */
    private void forget(String slotPrefix) throws Exception {
        for (Place place : places()) {
            if (place.slot().startsWith(slotPrefix)) {
                held.remove(place.slot());
                if (ranks != null) {
                    ranks.remove(place.slot());
                }
                skip(place, DELETED);
            }
        }
    }

    private void skip(Place place, String rule) {
        count(Count.skipped(place.origin().collection(), rule, 1));
    }

    private boolean stays(MappedRecord record, @Nullable Rank rank, String slot, MappedRecord other) throws Exception {
        if (rank != null) {
            Rank otherRank = rankOf(slot);
            noteMixed(record.origin(), rank, otherRank);
            int order = rank.compareTo(otherRank);
            if (order != 0) {
                return order > 0;
            }
        }
        int order = BY_PLACE.compare(record, other);
        return policy == OnDuplicate.FIRST ? order < 0 : order > 0;
    }

    private Rank rankOf(String slot) throws Exception {
        Rank rank = ranks == null ? null : ranks.get(slot);
        return rank == null ? Rank.MISSING : rank;
    }

    private void noteMixed(RecordOrigin origin, Rank one, Rank other) {
        if (!one.isComparableTo(other)) {
            count(Count.note(origin.collection(), MIXED_RANKS, 1));
        }
    }

    private void countMapped(MappedRecord record) {
        count(Count.mapped(record.origin().collection(), 1));
        record.elements().forEach(element -> countElement(record, element.kind(), Outcome.MAPPED));
    }

    /** What was emitted is removed in the same step: a restored job must not emit it again. */
    @Override
    protected Step step() throws Exception {
        HeldKeys keys = identities;
        if (keys == null) {
            keys = HeldKeys.of(
                    getKeyedStateBackend(), STATE, getRuntimeContext().getTaskInfo());
            identities = keys;
        }
        for (int i = 0; i < IDENTITIES_IN_STEP && keys.hasNext(); i++) {
            setCurrentKey(keys.next());
            release();
            held.clear();
            if (ranks != null) {
                ranks.clear();
            }
        }
        return keys.hasNext() ? Step.MORE : Step.LAST;
    }

    @Override
    protected double shareDone() {
        HeldKeys keys = identities;
        return keys == null ? 0 : keys.share();
    }

    @Override
    public void close() throws Exception {
        if (identities != null) {
            identities.close();
        }
        super.close();
    }

    /** Those that are held of one identity, in their order: by rank if they have one, then by place. */
    private List<Place> places() throws Exception {
        List<Place> places = new ArrayList<>(1);
        for (Map.Entry<String, MappedRecord> each : held.entries()) {
            places.add(new Place(each.getKey(), each.getValue().origin(), rankOf(each.getKey())));
        }
        places.sort(Comparator.comparing(Place::rank).thenComparing(Place::origin, OriginComparator.BY_PLACE));
        return places;
    }

    private void release() throws Exception {
        List<Place> places = places();
        if (policy != OnDuplicate.MERGE) {
            Place chosen = places.remove(policy == OnDuplicate.FIRST ? 0 : places.size() - 1);
            places.forEach(place -> skip(place, DUPLICATE));
            places = List.of(chosen);
        }
        MappedRecord first = held(places.get(0));
        countMapped(first);
        if (places.size() == 1) {
            emit(first);
            return;
        }
        Map<ElementKind, Long> surplus = new EnumMap<>(ElementKind.class);
        count(first, 1, surplus);
        RecordMerger merge = new RecordMerger(first);
        // One at a time, for there may be very many of one identity.
        for (Place place : places.subList(1, places.size())) {
            MappedRecord record = held(place);
            countMapped(record);
            count(record, 1, surplus);
            merge.add(record);
        }
        MappedRecord one = merge.result();
        count(one, -1, surplus);
        surplus.forEach((kind, count) -> {
            if (count > 0) {
                count(Count.element(one.origin().collection(), kind, Outcome.MERGED, count));
            }
        });
        emitInParts(one);
    }

    private MappedRecord held(Place place) throws Exception {
        return Objects.requireNonNull(held.get(place.slot()));
    }

    private static void count(MappedRecord record, long sign, Map<ElementKind, Long> counts) {
        record.elements().forEach(element -> counts.merge(element.kind(), sign, Long::sum));
    }

    private void emitInParts(MappedRecord record) {
        List<GraphElement> elements = record.elements();
        if (elements.size() <= ELEMENTS_AT_ONCE) {
            emit(record);
            return;
        }
        for (int i = 0; i < elements.size(); i += ELEMENTS_AT_ONCE) {
            emit(record.part(
                    record.bucket(),
                    record.primary() && i == 0,
                    elements.subList(i, Math.min(elements.size(), i + ELEMENTS_AT_ONCE))));
        }
    }
}
