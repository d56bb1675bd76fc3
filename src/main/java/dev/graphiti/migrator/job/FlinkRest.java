package dev.graphiti.migrator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.BoundedBody;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/** What a running job tells over Flink's REST interface. Answers nothing rather than fail. */
public final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Our own failures say whose fault they are. */
    private static final Pattern KNOWN = Pattern.compile("dev\\.graphiti\\.migrator\\.[\\w.$]+ \\[(%s)]: (.*)"
            .formatted(Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.joining("|"))));

    private static final long LONGEST_ANSWER = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String baseUrl;
    private final String jobUrl;

    public FlinkRest(String baseUrl, String jobId) {
        this.baseUrl = baseUrl;
        this.jobUrl = baseUrl + "/jobs/" + jobId;
    }

    /** Why nothing answers there; empty where something does, whatever it knows. */
    public Optional<String> silence() {
        var sent = http.sendAsync(
                HttpRequest.newBuilder(URI.create(baseUrl + "/config")).GET().build(),
                BoundedBody.handler(LONGEST_ANSWER));
        try {
            int status = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status == 200 ? Optional.empty() : Optional.of("it answers %d".formatted(status));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return Optional.of("no answer within %d s".formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof ConnectException refused && refused.getMessage() == null
                            ? "connection refused, or no such host"
                            : String.valueOf(
                                    Objects.requireNonNullElse(e.getCause(), e).getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Whether there is a Flink that answers, whatever it knows. */
    boolean answers() {
        return send(HttpRequest.newBuilder(URI.create(baseUrl + "/config")).GET())
                .isPresent();
    }

    /**
     * One step of the job.
     *
     * @param name the names of its chained operators
     */
    record Vertex(String id, String name) {}

    List<Vertex> vertices() {
        List<Vertex> vertices = new ArrayList<>();
        get("").ifPresent(job -> job.path("vertices")
                .forEach(vertex -> vertices.add(new Vertex(
                        vertex.path("id").asText(), vertex.path("name").asText()))));
        return vertices;
    }

    /** The names of the metrics that the subtasks of a vertex have. */
    List<String> metricNames(Vertex vertex) {
        List<String> names = new ArrayList<>();
        get("/vertices/%s/subtasks/metrics".formatted(vertex.id()))
                .ifPresent(metrics ->
                        metrics.forEach(metric -> names.add(metric.path("id").asText())));
        return names;
    }

    /** The values of some metrics over all subtasks; {@code sum} and {@code avg} are among the fields of each. */
    Optional<JsonNode> metrics(Vertex vertex, List<String> names) {
        return get("/vertices/%s/subtasks/metrics?get=%s&agg=sum,avg"
                .formatted(vertex.id(), encoded(String.join(",", names))));
    }

    /** The metrics of a vertex's coordinator: the {@code id} of each. */
    Optional<JsonNode> coordinatorMetrics(Vertex vertex) {
        return get("/vertices/%s/jm-operator-metrics".formatted(vertex.id()));
    }

    /** The {@code value} of one of them. */
    Optional<JsonNode> coordinatorMetric(Vertex vertex, String id) {
        return get("/vertices/%s/jm-operator-metrics?get=%s".formatted(vertex.id(), encoded(id)));
    }

    /** Metric names hold the names of operators, with whatever a person likes to read. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether the job is known there, and how it stands, for instance {@code RUNNING} or {@code FAILED}. */
    public Optional<String> state() {
        return get("").map(job -> job.path("state").asText());
    }

    /**
     * How old an answer about checkpoints can be: somebody who watches the job in the web interface makes Flink remember
     * one. The default of Flink where the cluster does not answer.
     */
    Duration memory() {
        Configuration cluster = new Configuration();
        send(HttpRequest.newBuilder(URI.create(baseUrl + "/jobmanager/config")).GET())
                .ifPresent(settings -> settings.forEach(setting -> cluster.setString(
                        setting.path("key").asText(), setting.path("value").asText())));
        return cluster.get(RestOptions.CACHE_CHECKPOINT_STATISTICS_TIMEOUT);
    }

    /** What ended the job, which has not failed: a stop with a savepoint, or its source. */
    Optional<JobWatcher.End> end() {
        return get("/checkpoints")
                .map(checkpoints -> checkpoints.path("latest").path("savepoint"))
                .map(savepoint -> new JobWatcher.End(Optional.of(
                                savepoint.path("external_path").asText())
                        .filter(path -> savepoint.path("status").asText().equals("COMPLETED")
                                && savepoint.path("checkpoint_type").asText().equals("SYNC_SAVEPOINT"))));
    }

    /**
     * One failure of the job.
     *
     * @param at milliseconds since 1970, by the cluster's clock
     * @param cause as far as its stack trace says
     */
    public record Failure(long at, Throwable cause) {}

    /** Why the job has failed, or was last restarted. */
    public Optional<Failure> failure() {
        return get("/exceptions?maxExceptions=1")
                .map(answer -> answer.path("exceptionHistory").path("entries").path(0))
                .filter(entry -> !entry.path("stacktrace").asText().isEmpty())
                .map(entry -> new Failure(
                        entry.path("timestamp").asLong(),
                        failure(entry.path("stacktrace").asText())));
    }

    public static Throwable failure(String trace) {
        if (OutOfMemory.in(trace) != null) {
            return new OutOfMemoryError(sentence(trace));
        }
        Matcher known = KNOWN.matcher(trace);
        return known.find()
                ? new MigratorException(Fault.valueOf(known.group(1)), known.group(2))
                : new IllegalStateException(sentence(trace));
    }

    /** The innermost cause is what a person can do something about. */
    private static String sentence(String trace) {
        String innermost = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> trace.lines().findFirst().orElse(""));
        return innermost.replaceFirst("^(Caused by: )?([\\w$]+\\.)+[\\w$]+: ", "");
    }

    /** Asks for a checkpoint now, and gives the name under which {@link #isDone} knows it. */
    Optional<String> triggerCheckpoint() {
        return send(HttpRequest.newBuilder(URI.create(jobUrl + "/checkpoints"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .map(answer -> answer.path("request-id").asText());
    }

    /** Whether that checkpoint has succeeded or failed. Until somebody has asked, a cluster does not like to shut down. */
    boolean isDone(String checkpoint) {
        return get("/checkpoints/" + checkpoint)
                .map(answer -> answer.path("status").path("id").asText().equals("COMPLETED"))
                .orElse(true);
    }

    private Optional<JsonNode> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(jobUrl + path)).GET());
    }

    private Optional<JsonNode> send(HttpRequest.Builder request) {
        // The client's own timeout ends with the headers of the answer.
        var sent = http.sendAsync(request.timeout(PATIENCE).build(), BoundedBody.handler(LONGEST_ANSWER));
        try {
            var response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() / 100 == 2 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException e) {
            sent.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
