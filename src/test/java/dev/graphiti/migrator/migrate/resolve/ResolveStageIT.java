package dev.graphiti.migrator.migrate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolveStageIT {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private static final int SPLITS = 7;

    @BeforeEach
    void reset() {
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void answersEveryRecordOnceThoughSomeAsksHaveNoAnswer(int parallelism) throws Exception {
        SyntheticSource source = new SyntheticSource(SPLITS, 600).damaging(50);

        List<String> read = collect(environment(parallelism), source, new Naming());

        assertThat(sorted(read)).isEqualTo(sorted(expected(source, 50)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void keepsQuestionsAndAnswersOverAFailure(int parallelism) throws Exception {
        SyntheticSource source = new SyntheticSource(SPLITS, 2_000);
        StreamExecutionEnvironment env = environment(parallelism);
        env.enableCheckpointing(50);

        List<String> read =
                collect(env, new GatedSource(source, 1_300), new FailingOnceBehindTheGate(ResolveStageIT::name));

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.isEmpty());
        assertThat(sorted(read)).isEqualTo(sorted(expected(source, Long.MAX_VALUE)));
    }

    /** Most records ask for the next one of their split, some for their like in the next split, some for what nobody has. */
    private record Neighbors() implements RecordMapping {
        @Override
        public Mapping map(SourceRecord record) {
            throw new AssertionError("nothing is mapped");
        }

        @Override
        public boolean hasReferences() {
            return true;
        }

        @Override
        public References references(SourceRecord record) {
            long number = (Long) Objects.requireNonNull(record.fields().root().get("number"));
            int split = Integer.parseInt(record.origin().id().split("-")[0]);
            List<Offer> offers = List.of(new Offer(
                    record.origin().id(),
                    Fields.of("said", "I am " + record.origin().id())));
            if (number % 5 == 0) {
                return number % 10 == 0
                        ? new References(offers, List.of(new Ask("nobody", "nobody"), new Ask("0-1", "first")))
                        : new References(offers, List.of());
            }
            Ask next = new Ask(split + "-" + (number + 1), "next");
            Ask like = new Ask((split + 1) % SPLITS + "-" + number, "like");
            return new References(offers, number % 5 == 1 ? List.of(next, like) : List.of(next));
        }
    }

    private static List<String> expected(SyntheticSource source, long damagedEvery) {
        List<String> names = new ArrayList<>();
        for (String id : source.ids()) {
            int split = Integer.parseInt(id.split("-")[0]);
            long number = Long.parseLong(id.split("-")[1]);
            Map<String, String> answers = new TreeMap<>();
            boolean damaged = isDamaged(number, damagedEvery);
            if (!damaged && number % 10 == 0) {
                answers.put("first", "I am 0-1");
            } else if (!damaged && number % 5 != 0) {
                if (number + 1 < source.recordsIn(split) && !isDamaged(number + 1, damagedEvery)) {
                    answers.put("next", "I am " + split + "-" + (number + 1));
                }
                if (number % 5 == 1) {
                    answers.put("like", "I am " + (split + 1) % SPLITS + "-" + number);
                }
            }
            names.add(id + answers);
        }
        return names;
    }

    private static boolean isDamaged(long number, long damagedEvery) {
        return number > 0 && number % damagedEvery == 0;
    }

    private static String name(SourceRecord record) {
        Map<String, String> said = new TreeMap<>();
        if (record.fields().root().get(References.ANSWERS) instanceof Map<?, ?> answers) {
            answers.forEach((name, answer) ->
                    said.put((String) name, String.valueOf(((Map<?, ?>) answer).get("said"))));
        }
        return record.origin().id() + said;
    }

    private static List<String> sorted(Collection<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(16);
        return env;
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private static List<String> collect(
            StreamExecutionEnvironment env, RecordSource source, RichMapFunction<SourceRecord, String> map)
            throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = ResolveStage.apply(
                        env.fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "source")
                                .uid("source"),
                        new Neighbors())
                .map(map)
                .uid("map")
                .executeAndCollect()) {
            records.forEachRemaining(read::add);
        }
        return read;
    }

    private static final class Naming extends RichMapFunction<SourceRecord, String> {
        @Override
        public String map(SourceRecord record) {
            return name(record);
        }
    }
}
