package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds records until the source is exhausted, and then lets one of each identity pass: the first, the last, or all in
 * one. Which is first only the whole source tells, for its splits are read at the same time; so what the graph becomes
 * depends neither on timing nor on parallelism.
 *
 * <p>Keyed by identity. The state grows with the data, in RocksDB on disk.
 */
final class RecordHolder extends TallyingOperator<MappedRecord, MappedRecord> {
    static final String DUPLICATE = "duplicate-id";

    private static final String STATE = "records-held";
    private static final int KEYS_AT_ONCE = 1_000;
    private static final Comparator<MappedRecord> BY_PLACE =
            Comparator.comparing(MappedRecord::origin, OriginOrder.BY_PLACE);

    private final OnDuplicate policy;
    private transient ListState<MappedRecord> held;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    RecordHolder(StreamOperatorParameters<MappedRecord> parameters, OnDuplicate policy) {
        super(parameters);
        this.policy = policy;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = getRuntimeContext()
                .getListState(new ListStateDescriptor<>(STATE, TypeInformation.of(MappedRecord.class)));
    }

    @Override
    Set<String> shown() {
        return Set.of("recordsMapped", "recordsSkipped", "elementsMapped", "elementsMerged");
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord record = element.getValue();
        if (policy == OnDuplicate.MERGE) {
            held.add(record);
            return;
        }
        List<MappedRecord> before = heldNow();
        if (before.isEmpty()) {
            held.add(record);
            return;
        }
        // All but one are skipped, equal or not: which of them are equal to the one that stays is known only at the
        // end.
        RecordOrigin origin = record.origin();
        tally(Tally.skipped(origin.collection(), DUPLICATE, 1));
        if (stays(record, before.get(0))) {
            held.update(List.of(record));
        }
    }

    private boolean stays(MappedRecord record, MappedRecord other) {
        int order = BY_PLACE.compare(record, other);
        return policy == OnDuplicate.FIRST ? order < 0 : order > 0;
    }

    private List<MappedRecord> heldNow() throws Exception {
        List<MappedRecord> all = new ArrayList<>(1);
        held.get().forEach(all::add);
        return all;
    }

    /** What has gone is forgotten at once: a job that is restored in its end must not let it pass twice. */
    @Override
    public void endInput() throws Exception {
        for (List<String> keys = someKeys(); !keys.isEmpty(); keys = someKeys()) {
            for (String key : keys) {
                setCurrentKey(key);
                release(heldNow());
                held.clear();
            }
        }
        super.endInput();
    }

    /** A few at a time, for a walk through the state does not bear that it is changed. */
    private List<String> someKeys() {
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            return keys.limit(KEYS_AT_ONCE).toList();
        }
    }

    private void release(List<MappedRecord> records) {
        records.sort(BY_PLACE);
        Map<ElementKind, Long> surplus = new EnumMap<>(ElementKind.class);
        for (MappedRecord record : records) {
            tally(Tally.mapped(record.origin().collection(), 1));
            record.elements().forEach(element -> {
                tallyElement(record, element.kind(), Tally.MAPPED);
                surplus.merge(element.kind(), 1L, Long::sum);
            });
        }
        MappedRecord one = records.stream().reduce(RecordMerge::of).orElseThrow();
        one.elements().forEach(element -> surplus.merge(element.kind(), -1L, Long::sum));
        surplus.forEach((kind, count) -> {
            if (count > 0) {
                tally(Tally.element(one.origin().collection(), kind, Tally.MERGED, count));
            }
        });
        emit(one);
    }
}
