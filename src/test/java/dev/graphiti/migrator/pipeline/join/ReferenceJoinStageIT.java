package dev.graphiti.migrator.pipeline.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceJoinStageIT {
    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    private static final int SPLITS = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void answersEveryRecordOnceThoughSomeAsksHaveNoAnswer(int parallelism) {
        SyntheticSource source = new SyntheticSource(SPLITS, 600).damaging(50);

        List<String> read = ReadingCluster.collect(answered(source, parallelism)
                .map(ReferenceJoinStageIT::name)
                .returns(Types.STRING)
                .uid("map"));

        assertThat(read).isEqualTo(expected(source, 50));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void keepsQuestionsAndAnswersOverAFailure(int parallelism) {
        SyntheticSource source = new SyntheticSource(SPLITS, 2_000);

        List<String> read = FLINK.throughAFailure(
                answered(new GatedSource(source, 1_300), parallelism), ReferenceJoinStageIT::name);

        assertThat(read).isEqualTo(expected(source, Long.MAX_VALUE));
    }

    private static DataStream<SourceRecord> answered(RecordSource source, int parallelism) {
        return new ReferenceJoinStage(new Neighbors())
                .apply(
                        FLINK.environment(parallelism)
                                .fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "source")
                                .uid("source"),
                        StageScope.LOAD)
                .elements()
                .filter(record -> !record.isEnd())
                .uid("without-ends");
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
        return names.stream().sorted().toList();
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
}
