package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.source.fields.Fields;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is offered under each key, and the questions that came before it. A timer at the end of time fires when
 * the source has ended, and answers what nobody can answer then.
 */
final class LookupJoinFunction extends KeyedProcessFunction<String, LookupRequest, JoinInput> {
    private transient ValueState<Fields> offered;
    /** By who asks what, and no list, which would be read into memory whole: half of a source may ask for one thing. */
    private transient MapState<String, LookupRequest> waiting;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    LookupJoinFunction() {}

    @Override
    public void open(OpenContext context) {
        offered = getRuntimeContext().getState(new ValueStateDescriptor<>("offered", WireTypes.of(Fields.class)));
        waiting = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("waiting-by-asker", Types.STRING, WireTypes.of(LookupRequest.class)));
    }

    @Override
    public void processElement(LookupRequest inquiry, Context context, Collector<JoinInput> answers) throws Exception {
        Fields known = offered.value();
        Fields offer = inquiry.offer();
        if (offer == null && known != null) {
            answers.collect(inquiry.answered(known));
        } else if (offer == null) {
            waiting.put(inquiry.asker() + "\n" + inquiry.name(), inquiry);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        } else if (known == null) {
            offered.update(offer);
            answerAll(offer, answers);
            context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JoinInput> answers) throws Exception {
        answerAll(null, answers);
    }

    private void answerAll(@Nullable Fields answer, Collector<JoinInput> answers) throws Exception {
        for (LookupRequest each : waiting.values()) {
            answers.collect(each.answered(answer));
        }
        waiting.clear();
    }
}
