package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.ReadableJson;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets each record of a group pass once. One that comes again with the same content is merged; with other content it is
 * a dead letter, because nobody has said which of the two is right.
 */
public final class RecordDeduplicator extends CountingOperator<MappedRecord, MappedRecord> {
    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("duplicate-dead-letters", WireTypes.of(DeadLetter.class));
    static final String DUPLICATE_ID = "duplicate-id";

    /**
     * A record that has passed.
     *
     * @param where split and position, for the message about its duplicate
     */
    public record Seen(String contentHash, String where) {}

    private transient MapState<String, Seen> records;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    RecordDeduplicator(StreamOperatorParameters<MappedRecord> parameters) {
        super(parameters);
    }

    @Override
    public void open() throws Exception {
        super.open();
        records = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("records-seen", Types.STRING, WireTypes.of(Seen.class)));
    }

    @Override
    protected Set<String> shown() {
        return Set.of("recordsMapped", "recordsDeadLettered", "elementsMapped", "elementsMerged");
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord record = element.getValue();
        String identity = record.origin().collection() + "/" + record.origin().id();
        Seen seen = records.get(identity);
        if (seen == null) {
            records.put(identity, new Seen(record.contentHash(), where(record)));
            countMapped(record);
            emit(record);
        } else if (seen.contentHash().equals(record.contentHash())) {
            countMapped(record);
            record.elements().forEach(each -> countElement(record, each.kind(), Outcome.MERGED));
        } else {
            count(Count.deadLettered(record.origin().collection(), DUPLICATE_ID, 1));
            emit(DEAD_LETTERS, duplicate(record, seen));
        }
    }

    private static String where(MappedRecord record) {
        return record.origin().split() + " " + record.origin().position();
    }

    private void countMapped(MappedRecord record) {
        count(Count.mapped(record.origin().collection(), 1));
        record.elements().forEach(each -> countElement(record, each.kind(), Outcome.MAPPED));
    }

    private static DeadLetter duplicate(MappedRecord record, Seen first) {
        return DeadLetter.of(
                "map",
                DeadLetter.RECORD,
                "",
                DUPLICATE_ID,
                "%s: a record with this id and other content was read from %s; only that one is written. Give one of them another id."
                        .formatted(record.origin(), first.where()),
                record.origin(),
                Kept.pointer(ReadableJson.of(record)));
    }
}
