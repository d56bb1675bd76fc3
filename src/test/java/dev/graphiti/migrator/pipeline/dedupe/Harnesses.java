package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Operators of this package outside of a job. */
public final class Harnesses {
    public static final int MAX_PARALLELISM = 16;

    private Harnesses() {}

    public static <I, O> OneInputStreamOperatorTestHarness<I, O> of(
            OperatorFactory.Constructor<O, ? extends OneInputStreamOperator<I, O>> constructor) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(OperatorFactory.of(CountingOperator.class, constructor));
    }

    /** One subtask of several, keyed by the record's identity. */
    public static KeyedOneInputStreamOperatorTestHarness<String, MappedRecord, MappedRecord> keyed(
            OperatorFactory.Constructor<MappedRecord, ? extends OneInputStreamOperator<MappedRecord, MappedRecord>>
                    constructor,
            int parallelism,
            int subtask)
            throws Exception {
        return keyed(GroupPartitioner::keyOfRecord, constructor, parallelism, subtask);
    }

    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> keyed(
            KeySelector<I, String> key,
            OperatorFactory.Constructor<O, ? extends OneInputStreamOperator<I, O>> constructor,
            int parallelism,
            int subtask)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                OperatorFactory.of(CountingOperator.class, constructor),
                key,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    /** What has come out at the side so far. */
    public static <T> List<T> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
        @Nullable Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    /** The counts of records and elements, as {@code kind outcome detail count}. */
    public static Stream<String> counts(OneInputStreamOperatorTestHarness<?, ?> harness) throws Exception {
        harness.endInput();
        return counted(harness);
    }

    public static Stream<String> counted(AbstractStreamOperatorTestHarness<?> harness) {
        return side(harness, CountingOperator.COUNTS).stream()
                .filter(tally -> !tally.subject().equals(Subject.THROUGHPUT)
                        && !tally.subject().equals(Subject.CHECKPOINT)
                        && !tally.subject().equals(Subject.RULE))
                .map(tally -> "%s %s %s %d"
                        .formatted(tally.kind(), tally.outcome().word(), tally.detail(), tally.count())
                        .replace("  ", " ")
                        .strip());
    }
}
