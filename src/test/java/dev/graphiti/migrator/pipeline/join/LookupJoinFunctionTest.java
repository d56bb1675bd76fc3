package dev.graphiti.migrator.pipeline.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupJoinFunctionTest {
    private static final int ASKERS = 20_000;
    private static final Fields ROME = Fields.of("name", "Rome");

    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void allWhoAskForOneThingBeforeItComesAreAnsweredOnce(Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(backend, null)) {
            ask(harness, 0, ASKERS / 2);
            state = harness.snapshot(1, 1);
        }
        try (var harness = open(backend, state)) {
            ask(harness, ASKERS / 2, ASKERS);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.processElement(LookupRequest.offer("rome", ROME), 0);
            harness.processElement(LookupRequest.ask("rome", "late", "city"), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.extractOutputValues())
                    .hasSize(ASKERS + 1)
                    .allSatisfy(piece -> assertThat(piece.answer()).isEqualTo(ROME));
            assertThat(harness.extractOutputValues().stream()
                            .map(JoinInput::asker)
                            .distinct())
                    .hasSize(ASKERS + 1);
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void whatNobodyOffersIsAnsweredWithNothingAtTheEnd(Backend backend) throws Exception {
        try (var harness = open(backend, null)) {
            ask(harness, 0, 100);
            harness.processElement(LookupRequest.ask("rome", "asker 0", "capital"), 0);

            harness.processWatermark(Watermark.MAX_WATERMARK);
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.extractOutputValues())
                    .hasSize(101)
                    .allSatisfy(piece -> assertThat(piece.answer()).isNull());
        }
    }

    private static void ask(
            KeyedOneInputStreamOperatorTestHarness<String, LookupRequest, JoinInput> harness, int from, int to)
            throws Exception {
        List<LookupRequest> inquiries = IntStream.range(from, to)
                .mapToObj(i -> LookupRequest.ask("rome", "asker " + i, "city"))
                .toList();
        for (LookupRequest inquiry : inquiries) {
            harness.processElement(inquiry, 0);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, LookupRequest, JoinInput> open(
            Backend backend, @Nullable OperatorSubtaskState state) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LookupJoinFunction()), LookupRequest::key, Types.STRING);
        harness.setStateBackend(backend.create());
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }
}
