package dev.graphiti.migrator.benchmark;

import dev.graphiti.migrator.benchmark.HttpBenchmark.Window;
import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import dev.graphiti.migrator.source.weaviate.InactiveTenants;
import dev.graphiti.migrator.source.weaviate.WeaviateSourceOptions;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of the configured quota the Weaviate source uses, against a stand-in that takes its time. */
@Command(
        name = "weaviate",
        description = "The Weaviate source against a stand-in with latency: how much of the quota is used.")
final class WeaviateBenchmark implements Callable<Integer> {
    private static final String SCHEMA = """
            {"class": "Thing", "properties": [{"name": "title", "dataType": ["text"]}]}""";

    @Option(names = "--objects", defaultValue = "40000", description = "default ${DEFAULT-VALUE}")
    private int objects;

    @Option(names = "--latency", defaultValue = "50", description = "milliseconds; default ${DEFAULT-VALUE}")
    private int latency;

    @Option(names = "--quota", defaultValue = "50", description = "requests per second; default ${DEFAULT-VALUE}")
    private int quota;

    @Option(names = "--page-size", defaultValue = "50", description = "default ${DEFAULT-VALUE}")
    private int pageSize;

    @Option(names = "--parallelism", defaultValue = "1,2,4", split = ",")
    private List<Integer> parallelism = List.of();

    @Override
    public Integer call() throws Exception {
        try (WeaviateStandIn server = WeaviateStandIn.start().withLatency(Duration.ofMillis(latency))) {
            server.data().withClass(SCHEMA);
            for (int i = 0; i < objects; i++) {
                UUID id = UUID.nameUUIDFromBytes(("thing " + i).getBytes(StandardCharsets.UTF_8));
                server.data().withObject("Thing", "", """
                        {"id": "%s", "creationTimeUnix": 1707904423000, "vector": [0.5, 0.25, 0.125],
                         "properties": {"title": "Thing %d"}}""".formatted(id, i));
            }
            for (int subtasks : parallelism) {
                measure(server, subtasks);
            }
        }
        return 0;
    }

    private void measure(WeaviateStandIn server, int subtasks) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(subtasks);
        env.getConfig().enableObjectReuse();
        env.fromSource(new FlinkRecordSource(options(server).source()), WatermarkStrategy.noWatermarks(), "read")
                .sinkTo(new DiscardingSink<>());
        int before = server.pages();
        FutureTask<Void> job = new FutureTask<>(() -> {
            env.execute();
            return null;
        });
        Thread running = new Thread(job);
        running.start();
        Window window = Window.observe(running, () -> server.pages() - before);
        job.get();
        System.out.printf(
                "parallelism %d: %,d pages in %.1f s = %.1f/s, %.3f of the quota of %d/s at %d ms (%,.0f records/s)%n",
                subtasks,
                window.fetches(),
                window.seconds(),
                window.rate(),
                window.rate() / quota,
                quota,
                latency,
                objects / window.seconds());
    }

    private WeaviateSourceOptions options(WeaviateStandIn server) {
        return new WeaviateSourceOptions(
                server.url(),
                null,
                List.of(),
                InactiveTenants.FAIL,
                Blobs.LEAVE_OUT,
                pageSize,
                objects / 16,
                8,
                quota,
                HttpOptions.DEFAULT);
    }
}
