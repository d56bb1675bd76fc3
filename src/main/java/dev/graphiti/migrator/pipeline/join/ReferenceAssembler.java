package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Holds a record until it has all its answers, in whatever order they and it come, and forgets it then. */
final class ReferenceAssembler extends KeyedProcessFunction<String, JoinInput, SourceRecord> {
    private transient ValueState<SourceRecord> asking;
    /** How many answers are still to come; below zero while the record itself is. */
    private transient ValueState<Integer> missing;

    private transient MapState<String, Fields> answers;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    ReferenceAssembler() {}

    @Override
    public void open(OpenContext context) {
        asking = getRuntimeContext().getState(new ValueStateDescriptor<>("asking", ReferenceJoinStage.RECORD));
        missing = getRuntimeContext().getState(new ValueStateDescriptor<>("missing", Types.INT));
        answers = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("answers", Types.STRING, WireTypes.of(Fields.class)));
    }

    @Override
    public void processElement(JoinInput piece, Context context, Collector<SourceRecord> records) throws Exception {
        int before = Objects.requireNonNullElse(missing.value(), 0);
        int left = piece.record() == null ? before - 1 : before + piece.asked();
        Fields answer = piece.answer();
        if (answer != null) {
            answers.put(piece.name(), answer);
        }
        if (left != 0) {
            keep(piece, left);
            return;
        }
        // The record is loaded once, for it may be large and have many answers.
        SourceRecord record = piece.record() == null ? asking.value() : piece.record();
        records.collect(answered(Objects.requireNonNull(record)));
        asking.clear();
        missing.clear();
        answers.clear();
    }

    private void keep(JoinInput piece, int left) throws Exception {
        missing.update(left);
        if (piece.record() != null) {
            asking.update(piece.record());
        }
    }

    private SourceRecord answered(SourceRecord record) throws Exception {
        Map<String, @Nullable Object> found = new TreeMap<>();
        for (Map.Entry<String, Fields> answer : answers.entries()) {
            found.put(answer.getKey(), answer.getValue().root());
        }
        Map<String, @Nullable Object> root = new LinkedHashMap<>(record.fields().root());
        root.put(References.ANSWERS, found);
        return record.withFields(new Fields(root));
    }
}
