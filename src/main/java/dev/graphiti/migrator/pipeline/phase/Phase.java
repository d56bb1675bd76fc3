package dev.graphiti.migrator.pipeline.phase;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.PhaseEnd;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.flink.WireTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * A part of a job that begins when it has received all of its input.
 *
 * @param name a word for the names and uids of its operators
 * @param marker which exists when the phase has ended
 */
public record Phase(String name, PhaseMarker marker) {
    /** Adds the operator of the phase to the job. The caller gives it its name and uid. */
    public <I, O> SingleOutputStreamOperator<O> apply(
            KeyedStream<I, String> input, TypeInformation<O> type, OperatorFactory<I, O> factory) {
        DataStream<Long> untilItHasEnded = input.getExecutionEnvironment()
                .fromSource(
                        new GatedSource<>(new NumberSequenceSource(0, 0), marker),
                        WatermarkStrategy.noWatermarks(),
                        "wait for " + name,
                        WireTypes.of(Long.class))
                .uid("wait-for-" + name);
        SingleOutputStreamOperator<O> result = input.connect(untilItHasEnded).transform(name, type, factory);
        PhaseMarker written = marker;
        result.getSideOutput(PhaseOperator.ENDS)
                .transform(
                        "end " + name,
                        WireTypes.of(PhaseEnd.class),
                        OperatorFactory.of(
                                PhaseEndOperator.class, parameters -> new PhaseEndOperator(parameters, written)))
                .uid("end-" + name)
                .setParallelism(1);
        return result;
    }
}
