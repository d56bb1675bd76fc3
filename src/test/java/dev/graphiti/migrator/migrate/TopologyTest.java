package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.inference.VectorSpace;
import dev.graphiti.migrator.ledger.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    /** What the state in savepoints goes by: a name may come, but none may go or change. */
    private static final List<String> STEPS = List.of(
            "read Json",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "write: { spread: 4 }",
                "embedding: { type: none, model: m, dimension: 8 }",
                "embedding: { type: onnx }",
                "embedding: { type: openai, base-url: 'http://127.0.0.1:1/v1', model: m }"
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
        assertThat(STEPS).allSatisfy(step -> assertThat(names).contains(step));
    }

    private static JobGraph graph(String more) {
        String yaml = more.startsWith("embedding")
                ? Configs.LEAST.replaceFirst("(?m)^embedding.*$", more)
                : Configs.LEAST + more;
        MigrationRun run =
                new MigrationRun("20261122-101500-a1b2", Instant.EPOCH, new RunFiles("/tmp/20261122-101500-a1b2"));
        MigrationConfig config = Configs.read(yaml);
        RunChoice choice = new RunChoice(run, "00000000000000000000000000000001", null);
        Configuration settings = JobSettings.ofJob(config, choice);
        assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        new Topology(config, run, new VectorSpace("m", 8)).buildOn(env);
        return env.getStreamGraph().getJobGraph();
    }
}
