package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What Flink's own client asks of a cluster, without the seconds that such a client takes to start. */
record ClusterRest(String url) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final List<String> NOT_RUNNING = List.of(
            "CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RECONCILING", "CANCELING", "CANCELED", "FAILED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Whether this job runs with all its tasks, those that are through with their work included. */
    boolean runs(String jobId) {
        JsonNode job = get("/jobs/" + jobId);
        return job.path("state").asText().equals("RUNNING")
                && NOT_RUNNING.stream()
                        .allMatch(state -> job.path("status-counts").path(state).asInt() == 0);
    }

    /** How many slots have come to the JobManager. */
    int slots() {
        return get("/overview").path("slots-total").asInt();
    }

    /** How many checkpoints of this job are {@code completed} or {@code failed}. */
    int checkpoints(String jobId, String outcome) {
        return get("/jobs/%s/checkpoints".formatted(jobId))
                .path("counts")
                .path(outcome)
                .asInt();
    }

    /** Whether a savepoint of this job has begun, whatever has become of it. */
    boolean hasSavepoint(String jobId) {
        JsonNode history = get("/jobs/%s/checkpoints".formatted(jobId)).path("history");
        return StreamSupport.stream(history.spliterator(), false)
                .anyMatch(each -> each.path("is_savepoint").asBoolean());
    }

    /** Whether a savepoint of this job is complete. */
    boolean hasCompletedSavepoint(String jobId) {
        JsonNode history = get("/jobs/%s/checkpoints".formatted(jobId)).path("history");
        return StreamSupport.stream(history.spliterator(), false)
                .anyMatch(each -> each.path("is_savepoint").asBoolean()
                        && each.path("status").asText().equals("COMPLETED"));
    }

    /** Takes a savepoint below this folder and returns its path; the job goes on. */
    String savepoint(String jobId, String folder) {
        return taken(jobId, post("/jobs/%s/savepoints".formatted(jobId), Map.of("target-directory", folder)));
    }

    /** The same, and the job ends. Flink refuses a savepoint that meets a subtask as it ends, and one while it restarts; it is asked again. */
    String stop(String jobId, String folder) {
        return await().atMost(LONGEST)
                .until(
                        () -> completed(
                                jobId,
                                post(
                                        "/jobs/%s/stop".formatted(jobId),
                                        Map.of("targetDirectory", folder, "drain", false))),
                        state -> !state.at("/operation/location").asText().isEmpty())
                .at("/operation/location")
                .asText();
    }

    void cancel(String jobId) {
        send(HttpRequest.newBuilder(URI.create(url + "/jobs/" + jobId)).method("PATCH", BodyPublishers.noBody()));
    }

    private JsonNode completed(String jobId, JsonNode answer) {
        String request = answer.path("request-id").asText();
        return request.isEmpty()
                ? answer
                : await().atMost(LONGEST)
                        .until(
                                () -> get("/jobs/%s/savepoints/%s".formatted(jobId, request)),
                                state -> state.at("/status/id").asText().equals("COMPLETED"));
    }

    private String taken(String jobId, JsonNode answer) {
        JsonNode savepoint = completed(jobId, answer);
        String location = savepoint.at("/operation/location").asText();
        assertThat(location).as(savepoint.toString()).isNotEmpty();
        return location;
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private JsonNode post(String path, Map<String, Object> body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** Nothing where it does not answer. */
    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    HTTP.send(request.build(), BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
