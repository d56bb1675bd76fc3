package dev.graphiti.migrator.pipeline.names;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.pipeline.phase.HeldKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * Completes sentences with the names of entities, in whatever order facts and names arrive. Keyed by the entity.
 *
 * <p>When the source is exhausted, the target is asked once for the names that are still missing. The answers are in a completed
 * checkpoint before a sentence contains them, so that each attempt writes the same one. A fact whose end is nowhere keeps the id.
 */
final class NamingOperator extends PhaseOperator<NameMessage, MappedRecord> {
    private static final String WAITING = "facts-without-names";
    private static final int ENTITIES_IN_STEP = 500;
    private static final int ASKED_AT_ONCE = 5_000;

    private final TargetNames target;

    private transient ValueState<String> name;
    private transient ValueState<Boolean> fromTarget;
    /** By the uuid of the fact. */
    private transient MapState<String, NameMessage> waiting;

    private transient volatile @Nullable HeldKeys entities;
    private transient boolean asked;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    NamingOperator(StreamOperatorParameters<MappedRecord> parameters, TargetNames target) {
        super(parameters);
        this.target = target;
    }

    @Override
    public void open() throws Exception {
        super.open();
        name = getRuntimeContext().getState(new ValueStateDescriptor<>("names", Types.STRING));
        fromTarget = getRuntimeContext().getState(new ValueStateDescriptor<>("names-of-target", Types.BOOLEAN));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(WAITING, Types.STRING, WireTypes.of(NameMessage.class)));
    }

    @Override
    protected void processElement(NameMessage message) throws Exception {
        MappedRecord fact = message.fact();
        String known = name.value();
        if (fact == null) {
            if (known == null) {
                name.update(Objects.requireNonNull(message.name()));
                release();
            }
        } else if (known == null) {
            waiting.put(NameMessage.edge(fact).uuid(), message);
        } else {
            emit(fact, known);
        }
    }

    private void release() throws Exception {
        String known = name.value();
        boolean ofTarget = Boolean.TRUE.equals(fromTarget.value());
        for (NameMessage message : waiting.values()) {
            MappedRecord fact = Objects.requireNonNull(message.fact());
            if (known == null) {
                count(fact, Note.NAME_MISSING);
                emit(fact.with(List.of(closed(NameMessage.edge(fact)))));
            } else {
                if (ofTarget) {
                    count(fact, Note.NAME_FROM_TARGET);
                }
                emit(fact, known);
            }
        }
        waiting.clear();
    }

    /** The sentence that it has without the name. */
    private static EntityEdge closed(EntityEdge edge) {
        return edge.withSentence(edge.fact(), null);
    }

    private void emit(MappedRecord fact, String known) {
        EntityEdge edge = NameMessage.edge(fact);
        OpenSentence sentence = Objects.requireNonNull(edge.openSentence())
                .with(Objects.requireNonNull(NameMessage.openEnd(edge)), known);
        if (!sentence.names().isEmpty()) {
            emit(
                    NamingStage.STILL_OPEN,
                    NameMessage.asking(fact.with(List.of(edge.withSentence(edge.fact(), sentence)))));
            return;
        }
        String line = EntityName.line(sentence.text(), note -> count(fact, note));
        if (!EntityName.fits(line)) {
            count(fact, Note.FACT_CUT);
            line = EntityName.cutToFit(line);
        }
        emit(fact.with(List.of(edge.withSentence(line, null))));
    }

    private void count(MappedRecord fact, Note note) {
        count(Count.note(fact.origin().collection(), note.word(), 1));
    }

    /** First all entities are asked for, then all facts are released. */
    @Override
    protected Step step() throws Exception {
        HeldKeys keys = entities;
        if (keys == null) {
            keys = HeldKeys.of(
                    getKeyedStateBackend(), WAITING, getRuntimeContext().getTaskInfo());
            entities = keys;
            if (!keys.hasNext()) {
                return Step.LAST;
            }
        }
        if (asked) {
            for (int i = 0; i < ENTITIES_IN_STEP && keys.hasNext(); i++) {
                setCurrentKey(keys.next());
                release();
            }
            return keys.hasNext() ? Step.MORE : Step.LAST;
        }
        ask(keys);
        if (keys.hasNext()) {
            return Step.MORE;
        }
        keys.close();
        entities =
                HeldKeys.of(getKeyedStateBackend(), WAITING, getRuntimeContext().getTaskInfo());
        asked = true;
        return Step.MORE_AFTER_CHECKPOINT;
    }

    /** A restored job has the answers of the earlier one, and asks only for what that did not find. */
    private void ask(HeldKeys keys) throws Exception {
        List<String> uuids = new ArrayList<>();
        while (uuids.size() < ASKED_AT_ONCE && keys.hasNext()) {
            String uuid = keys.next();
            setCurrentKey(uuid);
            if (name.value() == null) {
                uuids.add(uuid);
            }
        }
        for (Map.Entry<String, String> found : target.of(uuids).entrySet()) {
            setCurrentKey(found.getKey());
            name.update(found.getValue());
            fromTarget.update(true);
        }
    }

    @Override
    protected double shareDone() {
        HeldKeys keys = entities;
        return keys == null || !asked ? 0 : keys.share();
    }

    @Override
    public void close() throws Exception {
        if (entities != null) {
            entities.close();
        }
        super.close();
    }
}
