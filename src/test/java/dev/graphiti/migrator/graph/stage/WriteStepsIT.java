package dev.graphiti.migrator.graph.stage;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.write.RealGraph;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stage inside a Flink job with checkpoints, on a real server. */
class WriteStepsIT {
    private static final int RECORDS = 500;

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    /** Spread at random over the subtasks, so that most edges meet the graph before their ends. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void everyElementIsWrittenOrADeadLetterWhateverTheOrder(int spread) throws Exception {
        List<String> outcomes = run(NEO4J.options(), records(), spread);

        assertThat(outcomes)
                .hasSize(RECORDS * 3)
                .doesNotHaveDuplicates()
                .filteredOn(outcome -> outcome.startsWith("endpoint-missing"))
                .containsExactlyInAnyOrder("endpoint-missing f-0", "endpoint-missing m-0");
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(RECORDS);
        assertThat(NEO4J.count("(:Entity)-[r:RELATES_TO]->(:Entity)")).isEqualTo(RECORDS - 1);
        assertThat(NEO4J.count("()-[r:MENTIONS]->()")).isZero();
    }

    @Test
    void aTargetThatCannotBeWrittenEndsTheJobWithItsSentence() {
        TargetOptions good = NEO4J.options();
        TargetOptions wrong = new TargetOptions(
                good.uri(), good.user(), new Secret("guessed"), good.database(), Duration.ofSeconds(5));

        assertThatThrownBy(() -> run(wrong, records(), 1))
                .hasStackTraceContaining("Neo4j refuses to write: ")
                .hasStackTraceContaining("(Neo.ClientError.Security.Unauthorized)");
    }

    private List<String> run(TargetOptions target, List<MappedRecord> records, int spread) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        environment.enableCheckpointing(50);
        WriteOptions options = new WriteOptions(
                100,
                new ByteSize(1 << 20),
                Duration.ofMillis(100),
                OnExisting.KEEP,
                WriteOptions.OnGone.KEEP,
                WriteOptions.OnDuplicate.DEAD_LETTER,
                null,
                Duration.ofMinutes(1),
                spread,
                Duration.ofMillis(300));
        DataStream<MappedRecord> stream =
                environment.fromData(records, WireTypes.of(MappedRecord.class)).rebalance();

        WriteSteps stage = WriteSteps.apply(stream, StageScope.LOAD, target, options, graph.claim(), List.of());

        DataStream<String> outcomes = stage.steps().stream()
                .map(WriteSteps.Step::written)
                .reduce((some, more) -> some.union(more))
                .orElseThrow()
                .map(element -> element.outcome() + " " + element.uuid(), Types.STRING)
                .union(stage.deadLetters().map(letter -> letter.reason() + " " + letter.uuid(), Types.STRING));
        List<String> collected = new ArrayList<>();
        try (CloseableIterator<String> each = outcomes.executeAndCollect()) {
            each.forEachRemaining(collected::add);
        }
        return collected;
    }

    /** Each is an entity, an episode and a fact about the next entity; the ends of the first one are nowhere. */
    private static List<MappedRecord> records() {
        List<MappedRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            EntityNode entity = Elements.entity("n-" + i);
            String next = i == 0 ? "missing" : "n-" + (i + 1) % RECORDS;
            records.add(MappedRecord.whole(
                    new RecordOrigin("json", "people", "p-" + i, "people.jsonl", "offset " + i),
                    GROUP,
                    "hash",
                    List.of(
                            entity,
                            Elements.fact("f-" + i, entity.uuid(), next),
                            i == 0
                                    ? Elements.edge(ElementKind.MENTIONS, "m-0", "missing", entity.uuid(), RUN_START)
                                    : Elements.episode("e-" + i))));
        }
        return records;
    }
}
