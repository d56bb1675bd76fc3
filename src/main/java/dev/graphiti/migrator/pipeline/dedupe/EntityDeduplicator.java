package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets each entity pass once: one that an earlier record has made already is left out of the later ones, so it is neither
 * embedded nor sent twice. Facts and the other edges belong to their record, so they need no memory of their own.
 */
final class EntityDeduplicator extends CountingOperator<MappedRecord, MappedRecord> {
    private static final String STATE = "entities-seen";

    private transient MapState<String, Boolean> entities;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    EntityDeduplicator(StreamOperatorParameters<MappedRecord> parameters) {
        super(parameters);
    }

    @Override
    public void open() throws Exception {
        super.open();
        entities = getRuntimeContext().getMapState(new MapStateDescriptor<>(STATE, Types.STRING, Types.BOOLEAN));
    }

    @Override
    protected Set<String> shown() {
        return Set.of("elementsMerged");
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord record = element.getValue();
        List<GraphElement> unseen = new ArrayList<>(record.elements().size());
        for (GraphElement each : record.elements()) {
            if (!(each instanceof EntityNode)) {
                unseen.add(each);
            } else if (entities.contains(each.uuid())) {
                countElement(record, ElementKind.ENTITY, Outcome.MERGED);
            } else {
                entities.put(each.uuid(), true);
                unseen.add(each);
            }
        }
        emit(unseen.size() == record.elements().size() ? record : record.with(unseen));
    }
}
