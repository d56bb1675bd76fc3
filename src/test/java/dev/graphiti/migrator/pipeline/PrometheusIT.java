package dev.graphiti.migrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.Preflight;
import dev.graphiti.migrator.app.RunPlan;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.job.SilentConsole;
import dev.graphiti.migrator.migrate.JobSettings;
import dev.graphiti.migrator.migrate.RunChoice;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import dev.graphiti.migrator.testing.Gate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Metrics;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Flink's own Prometheus reporter shows of a job that runs. */
class PrometheusIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private static final int MOST_OF_THE_PEOPLE = 40;

    @Test
    void showsAllThatTheDocumentsName() throws Exception {
        NEO4J.clear();
        int port = freePort();
        MigrationConfig config = config();
        MigrationRun run = new MigrationRun("20261122-101500-a1b2", Instant.EPOCH, new RunFiles(folder.toString()));
        Preflight preflight;
        try (Target target = Target.open(Objects.requireNonNull(config.target()))) {
            RunPlan plan = RunPlan.of(config, run.files(), null);
            plan.keep(run.files());
            preflight = Preflight.of(config, plan, target, new SilentConsole(), Instant.EPOCH);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, settings(config, run, port));
        // The job lasts until it has been looked at: one of its files is not read to its end.
        Gate.close();
        RecordSource source = new GatedSource(config.source().source(), MOST_OF_THE_PEOPLE);
        new PipelineBuilder(config, run, Configs.owning(run, NEO4J.options()), preflight.vectorSpace())
                .buildOn(env.fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "read Json")
                        .uid("read"));

        TreeSet<String> seen = new TreeSet<>();
        TreeSet<String> series = new TreeSet<>();
        JobClient job = env.executeAsync("metrics");
        CompletableFuture<?> end = job.getJobExecutionResult();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the job has ended", end::isDone)
                .until(() -> {
                    series.addAll(scrape(port));
                    series.forEach(each -> seen.add(each.split("\\{", 2)[0]));
                    return seen.containsAll(Metrics.documented())
                            && unanswered(series).isEmpty();
                });
        job.cancel().join();
        Gate.open();
        await().atMost(Duration.ofMinutes(5)).until(end::isDone);

        assertThat(seen).containsAll(Metrics.documented());
        List<String> ours = seen.stream()
                .filter(name -> name.startsWith(OPERATOR))
                .filter(Predicate.not(PrometheusIT::isFlinksOwn))
                .toList();
        assertThat(ours)
                .as("metrics of ours, all of which docs/metrics.md tells")
                .isSubsetOf(Metrics.documented());
        assertThat(unanswered(series))
                .as("what the dashboard asks for and no series has, labels included")
                .isEmpty();
        assertThat(PipelineBuilder.STAGES.stream().flatMap(stage -> stage.metrics().stream()))
                .as("what the progress line reads")
                .allSatisfy(
                        name -> assertThat(seen).anyMatch(metric -> metric.endsWith(name.replaceFirst("^.*\\.", ""))));
    }

    private static List<Metrics.Query> unanswered(Set<String> series) {
        return Metrics.askedFor().stream()
                .filter(query -> series.stream().noneMatch(query::finds))
                .toList();
    }

    private static boolean isFlinksOwn(String name) {
        String own = name.substring(OPERATOR.length());
        return own.matches(
                "(num|current|watermark|pending|errors|committer|split|writer|mailbox|idle|busy|source[IW]|is|"
                        + "alreadyC|successfulC|failedC|retriedC|totalC).*|.*_count|.*[lL]atency_.*");
    }

    private MigrationConfig config() throws IOException {
        String yaml = Configs.demoText()
                .replaceFirst("(?m)^embedding:.*$", "embedding: { type: hashing, dimension: 16 }")
                .replaceFirst("(?m)^  people:$", "  people:\n    reshape: \".\"")
                .concat("\nwrite: { batch-size: 3, on-duplicate: last }\n");
        return new ConfigReader<>(MigrationConfig.shape(), Map.of("DEMO_DATA", "src/demo/json/data"))
                .read(yaml, "demo")
                .withTarget(NEO4J.options());
    }

    private static Configuration settings(MigrationConfig config, MigrationRun run, int port) {
        Configuration settings = JobSettings.ofLocalCluster(2);
        settings.addAll(JobSettings.ofJob(config, new RunChoice(run, new JobID().toHexString(), null)));
        settings.setString("metrics.reporters", "prom");
        settings.setString(
                "metrics.reporter.prom.factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        settings.setString("metrics.reporter.prom.port", Integer.toString(port));
        return settings;
    }

    private TreeSet<String> scrape(int port) throws IOException, InterruptedException {
        String text = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Files.writeString(Path.of("target", "prometheus.txt"), text);
        return text.lines()
                .filter(line -> !line.startsWith("#") && line.contains(" "))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
