package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets each record and each entity of a group pass once. A record that comes again with the same content is merged; with
 * other content it is a dead letter, because nobody has said which of the two is right. An entity that an earlier record
 * has made already is left out of the later ones, so it is neither embedded nor sent twice.
 *
 * <p>Facts and the other edges belong to their record, so they need no memory of their own.
 */
final class Deduplicator extends TallyingOperator<MappedRecord, MappedRecord> {
    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("duplicate-dead-letters", TypeInformation.of(DeadLetter.class));

    private static final int RAW_LIMIT = 4096;

    /**
     * A record that has passed.
     *
     * @param where split and position, for the message about its duplicate
     */
    public record Seen(String contentHash, String where) {}

    private transient MapState<String, Seen> records;
    private transient MapState<String, Boolean> entities;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    Deduplicator(StreamOperatorParameters<MappedRecord> parameters) {
        super(parameters);
    }

    @Override
    public void open() throws Exception {
        super.open();
        records = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("records-seen", Types.STRING, TypeInformation.of(Seen.class)));
        entities =
                getRuntimeContext().getMapState(new MapStateDescriptor<>("entities-seen", Types.STRING, Types.BOOLEAN));
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord record = element.getValue();
        String key = record.origin().collection() + "/" + record.origin().id();
        Seen seen = records.get(key);
        if (seen == null) {
            records.put(
                    key,
                    new Seen(
                            record.contentHash(),
                            record.origin().split() + " " + record.origin().position()));
            tallyMapped(record);
            emit(withoutEntitiesSeen(record));
        } else if (seen.contentHash().equals(record.contentHash())) {
            tallyMapped(record);
            record.elements().forEach(each -> tallyMerged(record, each.kind()));
        } else if (record.primary()) {
            tally(Tally.deadLettered(record.origin().collection(), "duplicate-id", 1));
            emit(DEAD_LETTERS, duplicate(record, seen));
        }
    }

    private MappedRecord withoutEntitiesSeen(MappedRecord record) throws Exception {
        List<EntityNode> unseen = new ArrayList<>(record.entities().size());
        for (EntityNode entity : record.entities()) {
            if (entities.contains(entity.uuid())) {
                tallyMerged(record, ElementKind.ENTITY);
            } else {
                entities.put(entity.uuid(), true);
                unseen.add(entity);
            }
        }
        return unseen.size() == record.entities().size()
                ? record
                : record.with(unseen, record.communities(), record.facts());
    }

    private void tallyMapped(MappedRecord record) {
        String collection = record.origin().collection();
        if (record.primary()) {
            tally(Tally.mapped(collection, 1));
        }
        record.elements().forEach(each -> tally(Tally.element(collection, each.kind(), Tally.MAPPED, 1)));
    }

    private void tallyMerged(MappedRecord record, ElementKind kind) {
        tally(Tally.element(record.origin().collection(), kind, Tally.MERGED, 1));
    }

    private static DeadLetter duplicate(MappedRecord record, Seen first) {
        String raw = record.toString();
        return new DeadLetter(
                "map",
                DeadLetter.RECORD,
                "",
                "duplicate-id",
                "%s: a record with this id and other content was read from %s; only that one is written. Give one of them another id."
                        .formatted(record.origin(), first.where()),
                record.origin(),
                raw.length() <= RAW_LIMIT ? raw : raw.substring(0, RAW_LIMIT));
    }
}
