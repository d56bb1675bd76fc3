package dev.graphiti.migrator.pipeline.dedupe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.pipeline.phase.HeldKeys;
import dev.graphiti.migrator.pipeline.phase.Phase;
import dev.graphiti.migrator.pipeline.phase.PhaseMarker;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phase in a real job: what a completed checkpoint covers is not done again. */
class PhaseIT {
    private static final int NUMBERS = 1_000;
    private static final int PARALLELISM = 2;
    /** As many as each subtask releases before it waits. */
    private static final int AT_THE_GATE = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    /** What happens at the gate. */
    private enum Gate {
        OPEN,
        CLOSED,
        FAILS_AFTER_CHECKPOINT
    }

    // Of all subtasks and attempts, which are copies in this process.
    private static final Queue<Long> RELEASED = new ConcurrentLinkedQueue<>();
    private static final Set<Integer> COVERED = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private static volatile Gate gate = Gate.OPEN;

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        RELEASED.clear();
        COVERED.clear();
        FAILED.set(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "hashmap"})
    void aRestartedJobContinuesInThePhase(String backend) throws Exception {
        gate = Gate.FAILS_AFTER_CHECKPOINT;
        // As a run leaves it that could not complete a checkpoint afterwards.
        Files.createFile(folder.resolve("test.ended"));

        start(backend, PARALLELISM, null).getJobExecutionResult().get(PATIENCE.toSeconds(), SECONDS);

        assertThat(FAILED).isTrue();
        assertThatEachIsReleasedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "hashmap"})
    void aSavepointInThePhaseIsContinuedAtAnotherParallelism(String backend) throws Exception {
        gate = Gate.CLOSED;
        JobClient first = start(backend, PARALLELISM, null);
        await().atMost(PATIENCE).until(() -> RELEASED.size() == PARALLELISM * AT_THE_GATE);
        // Flink refuses a savepoint that meets a subtask as it ends, as those of the source do after their last number.
        FLINK.awaitEnded(first, PARALLELISM);
        String savepoint = first.stopWithSavepoint(
                        false, folder.resolve("saved").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), SECONDS);

        gate = Gate.OPEN;
        start(backend, PARALLELISM + 1, savepoint).getJobExecutionResult().get(PATIENCE.toSeconds(), SECONDS);

        assertThatEachIsReleasedOnce();
    }

    private static void assertThatEachIsReleasedOnce() {
        assertThat(RELEASED.stream().sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, NUMBERS).boxed().toList());
    }

    private JobClient start(String backend, int parallelism, @Nullable String savepoint) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(PipelineBuilder.MAX_PARALLELISM);
        Phase phase =
                new Phase("test", new PhaseMarker(folder.resolve("test.ended").toString()));
        phase.apply(
                        env.fromSource(
                                        new NumberSequenceSource(1, NUMBERS),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .uid("numbers")
                                .keyBy(number -> "number " + number),
                        Types.LONG,
                        OperatorFactory.ofPhase(HoldingNumbers.class, HoldingNumbers::new))
                .uid("hold")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return env.executeAsync();
    }

    /** Holds numbers, and releases them one at a time. */
    private static final class HoldingNumbers extends PhaseOperator<Long, Long> {
        private transient ValueState<Long> held;
        private transient @Nullable HeldKeys keys;
        private transient int released;
        private transient long covering;

        @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
        private HoldingNumbers(StreamOperatorParameters<Long> parameters) {
            super(parameters);
        }

        @Override
        public void open() throws Exception {
            super.open();
            held = getRuntimeContext().getState(new ValueStateDescriptor<>("numbers", Types.LONG));
        }

        @Override
        protected void processElement(Long element) throws IOException {
            held.update(element);
        }

        @Override
        protected Step step() throws Exception {
            if (isClosed() && released == AT_THE_GATE) {
                failOnce();
                return Step.MORE;
            }
            HeldKeys all = keys;
            if (all == null) {
                all = HeldKeys.of(
                        getKeyedStateBackend(), "numbers", getRuntimeContext().getTaskInfo());
                keys = all;
            }
            setCurrentKey(all.next());
            RELEASED.add(held.value());
            held.clear();
            released++;
            return all.hasNext() ? Step.MORE : Step.LAST;
        }

        private boolean isClosed() {
            return gate == Gate.CLOSED || (gate == Gate.FAILS_AFTER_CHECKPOINT && attempt() == 0);
        }

        private int attempt() {
            return getRuntimeContext().getTaskInfo().getAttemptNumber();
        }

        private static void failOnce() throws IOException {
            if (COVERED.size() == PARALLELISM && FAILED.compareAndSet(false, true)) {
                throw new IOException("the failure of this test");
            }
        }

        @Override
        protected double shareDone() {
            return 0;
        }

        @Override
        public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
            super.prepareSnapshotPreBarrier(checkpointId);
            if (released == AT_THE_GATE && covering == 0) {
                covering = checkpointId;
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            super.notifyCheckpointComplete(checkpointId);
            if (gate == Gate.FAILS_AFTER_CHECKPOINT && covering > 0 && checkpointId >= covering) {
                COVERED.add(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
            }
        }
    }
}
