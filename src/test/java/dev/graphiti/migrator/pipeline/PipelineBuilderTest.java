package dev.graphiti.migrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.migrate.JobSettings;
import dev.graphiti.migrator.migrate.RunChoice;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.dedupe.HeldDuplicatesStage;
import dev.graphiti.migrator.pipeline.join.ReferenceJoinStage;
import dev.graphiti.migrator.pipeline.names.NamingStage;
import dev.graphiti.migrator.pipeline.reshape.ReshapeStage;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineBuilderTest {
    /** What the state in savepoints goes by: a name may come, but none may go or change. */
    private static final List<String> STEPS = List.of(
            "read json",
            "map",
            "deduplicate",
            "deduplicate entities",
            "write to Neo4j",
            "write waiting edges",
            "account",
            "account dead letters",
            "keep ledger",
            "keep dead letters",
            "keep counts");

    private static final String NAMES =
            "mapping: { people: { id: id, group: acme, entity: { name: name }, related: { boss: { collection: people, id: boss }, aide: { collection: people, id: aide } }, facts: [ { name: LEADS, from: boss, to: aide } ] } }";
    private static final String RESHAPE =
            "mapping: { people: { reshape: '.all[]', id: id, group: acme, entity: { name: name } } }";
    private static final String NAMED = "run: { name: shop }";
    private static final String GRAPHRAG = "source: { type: graphrag, path: output }";
    private static final String KAFKA = "source: { type: kafka, bootstrap-servers: 'localhost:1', topics: [ people ] }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "write: { spread: 4 }",
                "write: { on-duplicate: first }",
                "write: { on-duplicate: merge, spread: 4 }",
                "embedding: { type: none, model: m, dimension: 8 }",
                "embedding: { type: onnx }",
                "embedding: { type: openai, base-url: 'http://127.0.0.1:1/v1', model: m }",
                GRAPHRAG,
                NAMES,
                RESHAPE,
                NAMED,
                NAMED + "\nwrite: { on-duplicate: last, spread: 4 }",
                KAFKA,
                KAFKA + "\nwrite: { on-duplicate: last }"
            })
    void everyOperatorHasAUidAndNoTypeIsGeneric(String more) {
        JobGraph graph = graph(more);

        assertThat(StreamSupport.stream(graph.getVertices().spliterator(), false)
                        .map(JobVertex::getName))
                .allSatisfy(name -> assertThat(name).isNotBlank());
        String names = String.join(
                "|",
                StreamSupport.stream(graph.getVertices().spliterator(), false)
                        .map(JobVertex::getName)
                        .toList());
        assertThat(STEPS.stream()
                        .filter(step -> !step.equals("deduplicate") || !more.contains("on-duplicate"))
                        .filter(step -> !step.equals("read json") || !more.contains("source")))
                .allSatisfy(step -> assertThat(names).contains(step));
    }

    /** By these names the progress of a job is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "write: { spread: 4 }",
                "write: { on-duplicate: last }",
                "embedding: { type: onnx }",
                RESHAPE,
                NAMED,
                KAFKA,
                GRAPHRAG
            })
    void eachStageIsFoundInTheJobByItsName(String more) {
        List<String> tasks = StreamSupport.stream(graph(more).getVertices().spliterator(), false)
                .map(JobVertex::getName)
                .toList();

        assertThat(PipelineBuilder.STAGES)
                .filteredOn(stage -> stage != HeldDuplicatesStage.NAME || more.contains("on-duplicate"))
                .filteredOn(stage -> stage != NamingStage.NAME || more.equals(NAMES))
                .filteredOn(stage -> stage != CompareStage.NAME || more.equals(NAMED))
                .filteredOn(stage -> stage != ReshapeStage.NAME || more.equals(RESHAPE))
                .filteredOn(stage -> stage != ReferenceJoinStage.NAME || more.equals(GRAPHRAG))
                .allSatisfy(stage -> assertThat(tasks).anyMatch(stage::isIn));
    }

    @Test
    void theDocumentsNameTheStateOfEachOperatorByItsUid() throws IOException {
        Set<String> uids = new TreeSet<>();
        for (String more : List.of(
                "",
                "write: { spread: 4 }",
                "write: { on-duplicate: first }",
                "write: { on-duplicate: last }",
                "write: { on-duplicate: latest, latest-by: modified }",
                "write: { on-duplicate: merge }",
                "write: { spread: 4 }",
                "embedding: { type: none, model: m, dimension: 8 }",
                GRAPHRAG,
                RESHAPE,
                NAMED,
                NAMES)) {
            environment(more).getStreamGraph().getStreamNodes().forEach(node -> uids.add(operator(node)));
        }
        List<String> documented = Pattern.compile("(?m)^\\| (`[^|]+`) \\|")
                .matcher(Files.readString(Path.of("docs/state.md")))
                .results()
                .flatMap(row -> Arrays.stream(row.group(1).split(", ", -1)))
                .map(uid -> uid.replace("`", ""))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(uids);
    }

    /** A run without a name costs what it has always cost. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\nwrite: { spread: 4 }", "\nwrite: { on-duplicate: last }"})
    void onlyARunWithANameHasTheComparison(String more) {
        Set<String> uids = uids(NAMED + more);
        uids.removeAll(uids(more));

        assertThat(uids)
                .containsExactlyInAnyOrder(
                        "records-not-mapped",
                        "compare",
                        "wait-for-comparison",
                        "end-comparison",
                        "account-compared",
                        "keep-ledger-compared");
    }

    private static Set<String> uids(String more) {
        return environment(more).getStreamGraph().getStreamNodes().stream()
                .map(PipelineBuilderTest::operator)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As an inference after the load does. Flink refuses a job in which two operators have one uid. */
    @ParameterizedTest
    @ValueSource(strings = {"embedding: { type: onnx }", "write: { spread: 4 }"})
    void whatIsInferredAfterTheLoadIsEmbeddedAndWrittenByTheSameStages(String more) {
        StreamExecutionEnvironment environment = environment(more, (builder, env) -> {
            builder.buildOn(env);
            DataStream<MappedRecord> inferred = env.fromSource(
                            new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), "infer")
                    .uid("infer")
                    .map(number -> MappedRecords.of("p", "hash", "e"))
                    .returns(WireTypes.of(MappedRecord.class))
                    .uid("inferred-records");
            builder.written(StageOutput.of(inferred), new StageScope(1, " inferred"));
        });

        List<String> uids = environment.getStreamGraph(false).getStreamNodes().stream()
                .map(PipelineBuilderTest::operator)
                .toList();
        assertThat(uids).contains("write", "write-inferred", "account-late", "account-late-inferred");
        assertThat(environment.getStreamGraph().getJobGraph().getNumberOfVertices())
                .isGreaterThan(graph(more).getNumberOfVertices());
    }

    /** Flink gives the parts of a sink uids of their own, which end with the sink's. */
    private static String operator(StreamNode node) {
        String uid = Objects.requireNonNull(node.getTransformationUID());
        return uid.substring(uid.lastIndexOf(": ") + 1).strip();
    }

    private static JobGraph graph(String more) {
        return environment(more).getStreamGraph().getJobGraph();
    }

    private static StreamExecutionEnvironment environment(String more) {
        return environment(more, (builder, env) -> builder.buildOn(env));
    }

    private static StreamExecutionEnvironment environment(
            String more, BiConsumer<PipelineBuilder, StreamExecutionEnvironment> build) {
        String yaml = yaml(more);
        MigrationRun run =
                new MigrationRun("20261122-101500-a1b2", Instant.EPOCH, new RunFiles("/tmp/20261122-101500-a1b2"));
        MigrationConfig config = Configs.read(yaml);
        String name = config.run().name();
        if (name != null) {
            run = run.with(new Lineage(name, List.of(), List.of()));
        }
        Configuration settings = JobSettings.ofJob(config, new RunChoice(run, new JobID().toHexString(), null));
        assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        build.accept(new PipelineBuilder(config, run, Configs.CLAIM, new VectorSpace("m", 8)), env);
        return env;
    }

    /** The least configuration with one section more, or another one in its place. */
    private static String yaml(String more) {
        String section = more.split(":", 2)[0];
        if (section.isEmpty() || !Configs.LEAST.contains("\n" + section) && !Configs.LEAST.startsWith(section)) {
            return Configs.LEAST + more;
        }
        String other = Configs.LEAST.replaceFirst("(?m)^" + section + ".*$", Matcher.quoteReplacement(more));
        return more.equals(GRAPHRAG) ? other.replaceFirst("(?m)^mapping.*\n", "") : other;
    }
}
