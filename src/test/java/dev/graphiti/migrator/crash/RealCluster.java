package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Flink cluster of real processes, run by {@code scripts/cluster}, with its data under {@code target}. */
final class RealCluster implements AutoCloseable {
    private static final Pattern REST = Pattern.compile("FLINK_REST=(\\S+)");
    private static final int LONGEST_MINUTES = 20;

    private static final List<String> NOT_RUNNING = List.of(
            "CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RECONCILING", "CANCELING", "CANCELED", "FAILED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data;
    private @Nullable String restUrl;

    private RealCluster(Path data) {
        this.data = data;
    }

    /** A new one of this name; two TaskManagers with two slots each. */
    static RealCluster start(String name, String... options) {
        RealCluster cluster =
                new RealCluster(Path.of("target", "cluster-" + name).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        cluster.script("wipe", "--yes");
        List<String> start = new ArrayList<>(List.of("start", "--rest-port", "0", "--timeout", "300"));
        start.addAll(List.of(options));
        cluster.script(start.toArray(String[]::new));
        return cluster;
    }

    /** Starts what was killed. */
    void startAgain() {
        script("start", "--timeout", "300");
    }

    void killTaskManager(int number) {
        script("kill-taskmanager", String.valueOf(number));
    }

    void killJobManager() {
        script("kill-jobmanager");
    }

    /** What Flink's own client prints. */
    String flink(String... arguments) {
        List<String> line = new ArrayList<>(List.of("flink"));
        line.addAll(List.of(arguments));
        return script(line.toArray(String[]::new));
    }

    /** Whether Flink says that this job runs with all its tasks, those that are through with their work included. */
    boolean runs(String jobId) {
        JsonNode job = rest("/jobs/" + jobId);
        return job.path("state").asText().equals("RUNNING")
                && NOT_RUNNING.stream()
                        .allMatch(state -> job.path("status-counts").path(state).asInt() == 0);
    }

    /** How many checkpoints of this job are {@code completed} or {@code failed}. */
    int checkpoints(String jobId, String outcome) {
        return rest("/jobs/%s/checkpoints".formatted(jobId))
                .path("counts")
                .path(outcome)
                .asInt();
    }

    /** Nothing where it does not answer. */
    private JsonNode rest(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(restUrl() + path)).build();
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same as long as there is this cluster. */
    private String restUrl() {
        if (restUrl == null) {
            Matcher rest = REST.matcher(script("env"));
            assertThat(rest.find()).isTrue();
            restUrl = rest.group(1);
        }
        return restUrl;
    }

    /** Starts graphiti-migrator with these arguments; its output goes to a file. */
    Process run(Path output, List<String> arguments) {
        List<String> line = line("run");
        line.addAll(arguments);
        try {
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> line(String... command) {
        List<String> line = new ArrayList<>(List.of("scripts/cluster", "--data", data.toString()));
        line.addAll(List.of(command));
        return line;
    }

    private String script(String... command) {
        Path output = data.resolveSibling(data.getFileName() + ".out");
        try {
            // Not a pipe: the processes that outlive the script would hold it open.
            Process process = new ProcessBuilder(line(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue())
                    .as(String.join(" ", command) + "\n" + text)
                    .isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for scripts/cluster", e);
        }
    }

    @Override
    public void close() {
        script("stop");
    }
}
