package dev.graphiti.migrator.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import dev.graphiti.migrator.source.pinecone.IndexKind;
import dev.graphiti.migrator.source.pinecone.PineconeOptions;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of the configured quota the Pinecone source uses, against a stand-in that enforces it and takes its time. */
@Command(
        name = "http",
        description = "The Pinecone source against a stand-in with latency: how much of the quota is used.")
final class HttpBenchmark implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "200000")
    private int records;

    @Option(names = "--latency", defaultValue = "50", description = "milliseconds; default ${DEFAULT-VALUE}")
    private int latency;

    @Option(names = "--quota", defaultValue = "100", description = "fetches per second; default ${DEFAULT-VALUE}")
    private int quota;

    @Option(names = "--dimension", defaultValue = "16")
    private int dimension;

    @Option(names = "--parallelism", defaultValue = "1,2,4", split = ",")
    private List<Integer> parallelism = List.of();

    @Override
    public Integer call() throws Exception {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless()) {
            for (int i = 0; i < records; i++) {
                ObjectNode record = PineconeStandIn.record("%x%07d".formatted(i % 16, i), i);
                record.set("values", PineconeStandIn.vector(dimension, i));
                pinecone.holding("things", record);
            }
            pinecone.withLatency(Duration.ofMillis(latency))
                    .withQuota("fetch", quota)
                    .withQuota("list", 2 * quota);
            System.out.print("warm-up: ");
            measure(pinecone, 2);
            for (int subtasks : parallelism) {
                measure(pinecone, subtasks);
            }
        }
        return 0;
    }

    private void measure(PineconeStandIn pinecone, int subtasks) throws Exception {
        int throttledBefore = pinecone.throttled();
        int before = pinecone.answered("fetch");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(subtasks);
        env.getConfig().enableObjectReuse();
        env.fromSource(new FlinkRecordSource(options(pinecone).source()), WatermarkStrategy.noWatermarks(), "read")
                .sinkTo(new DiscardingSink<>());
        long started = System.nanoTime();
        Thread running = new Thread(() -> {
            try {
                env.execute();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        running.start();
        Window window = Window.observe(running, () -> pinecone.answered("fetch") - before);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "parallelism %d: %,d fetches in %.1f s while reading = %.1f/s, %.3f of the quota of %d/s at %d ms"
                        + " (%,.0f records/s; %d answers 429; %.1f s with start and plan)%n",
                subtasks,
                window.fetches(),
                window.seconds(),
                window.rate(),
                window.rate() / quota,
                quota,
                latency,
                window.rate() * records / Math.max(1, window.fetches()),
                pinecone.throttled() - throttledBefore,
                seconds);
    }

    /** From the first fetch to the last. */
    record Window(int fetches, double seconds) {
        interface Count {
            int now();
        }

        static Window observe(Thread running, Count count) throws InterruptedException {
            long first = 0;
            long last = 0;
            int seen = 0;
            while (running.isAlive()) {
                running.join(5);
                int now = count.now();
                if (now > seen) {
                    last = System.nanoTime();
                    first = seen == 0 ? last : first;
                    seen = now;
                }
            }
            return new Window(seen, (last - first) / 1e9);
        }

        double rate() {
            return fetches / seconds;
        }
    }

    private PineconeOptions options(PineconeStandIn pinecone) {
        return new PineconeOptions(
                new Secret(PineconeStandIn.KEY),
                PineconeStandIn.INDEX,
                pinecone.url(),
                "https://api.pinecone.io",
                IndexKind.CLASSIC,
                null,
                List.of(),
                List.of(),
                Map.of(),
                null,
                Math.max(100, records / 16),
                100,
                16,
                2 * quota,
                quota,
                null,
                HttpOptions.DEFAULT);
    }
}
