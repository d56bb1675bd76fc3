package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.SampleRecords;
import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.embedding.config.NoEmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.OpenAiSamples;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingStageIT {
    private static final VectorSpace SPACE = new VectorSpace(OpenAiStandIn.MODEL, 3);

    private final OpenAiStandIn server = OpenAiStandIn.start(3);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesEachRecordItsVectors() throws Exception {
        server.then(Misbehavior.status(503), Misbehavior.tooManyRequests("1"), Misbehavior.closesConnection());
        List<MappedRecord> records = IntStream.range(0, 2_000)
                .mapToObj(i -> i == 1_234 ? withLongFact(i) : SampleRecords.named(String.valueOf(i), "name " + i))
                .toList();
        Job job = job(records, options().build());
        assertThat(job.written()).hasSize(2_000);
        assertThat(job.written().stream().flatMap(record -> record.all(EntityNode.class).stream()))
                .hasSize(2_000)
                .allMatch(node -> node.nameEmbedding() != null);
        assertThat(job.written())
                .extracting(record -> record.origin().id())
                .isEqualTo(records.stream().map(record -> record.origin().id()).toList());
        assertThat(job.deadLetters())
                .extracting(DeadLetter::uuid, DeadLetter::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("long", "text-refused"));
    }

    @Test
    void aWrongKeyFailsTheJobWithoutRestarts() {
        List<MappedRecord> records = List.of(SampleRecords.named("1", "name"));
        OpenAiOptions wrong = options().apiKey(new Secret("sk-wrong")).build();
        assertThatThrownBy(() -> job(records, wrong))
                .satisfies(thrown -> assertThat(ExceptionUtils.findThrowable(thrown, MigratorException.class))
                        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("answered 401")));
        // Of six attempts. A second one is possible: an event that the dying task misses may reach the job first.
        assertThat(server.requests()).isLessThanOrEqualTo(2);
    }

    @Test
    void withoutEmbedderOnlyChecks() throws Exception {
        List<MappedRecord> records = List.of(
                SampleRecords.record(
                        "1",
                        List.of(SampleRecords.entity("e1", "A", new Embedding(new float[] {1, 2, 3}))),
                        List.of(),
                        List.of()),
                SampleRecords.record(
                        "2",
                        List.of(SampleRecords.entity("e2", "B", new Embedding(new float[] {1}))),
                        List.of(),
                        List.of()),
                SampleRecords.named("3", "C"));
        Job job = job(records, new NoEmbeddingOptions(OpenAiStandIn.MODEL, 3));
        assertThat(job.written()).hasSize(3);
        assertThat(job.deadLetters()).extracting(DeadLetter::uuid).containsExactly("e2");
    }

    private static MappedRecord withLongFact(int i) {
        return SampleRecords.record(
                String.valueOf(i),
                List.of(SampleRecords.entity(i + "-0", "name " + i, null)),
                List.of(),
                List.of(SampleRecords.fact("long", "word ".repeat(10_000), null)));
    }

    private record Job(List<MappedRecord> written, List<DeadLetter> deadLetters) {}

    private static Job job(List<MappedRecord> records, EmbeddingOptions options) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(100);
        StageOutput<MappedRecord> output = new EmbeddingStage(options, SPACE)
                .apply(env.fromData(records, WireTypes.of(MappedRecord.class)), StageScope.LOAD);
        var written = output.elements().collectAsync();
        var deadLetters = output.deadLetters().get(0).collectAsync();
        env.execute();
        return new Job(listOf(written), listOf(deadLetters));
    }

    private static <T> List<T> listOf(java.util.Iterator<T> values) {
        List<T> list = new java.util.ArrayList<>();
        values.forEachRemaining(list::add);
        return list;
    }

    private OpenAiSamples options() {
        return OpenAiSamples.options(server.baseUrl(), OpenAiStandIn.MODEL).apiKey(new Secret(OpenAiStandIn.KEY));
    }
}
