package dev.graphiti.migrator.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.graphiti.migrator.flink.stage.StageName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobWatcherTest {
    private static final String STOPPED = """
            {"latest": {"savepoint": {"status": "COMPLETED", "checkpoint_type": "SYNC_SAVEPOINT", "external_path": "s3://s/1"}}}
            """;
    private static final String NOT_STOPPED = """
            {"latest": {"savepoint": null}}
            """;
    /** An answer that is none. */
    private static final String BUSY = "busy";

    private static final String RUNNING = "{\"state\": \"RUNNING\"}";

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final RememberingConsole console = new RememberingConsole();
    private HttpServer flink;

    @BeforeEach
    void start() throws IOException {
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.createContext("/", exchange -> {
            Deque<String> left = answers.getOrDefault(exchange.getRequestURI().getPath(), new ArrayDeque<>());
            String answer = left.size() > 1 ? left.remove() : left.peek();
            byte[] body = (answer == null ? "" : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : answer.equals(BUSY) ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.start();
        answer("/jobmanager/config", "[{\"key\": \"rest.cache.checkpoint-statistics.timeout\", \"value\": \"10 ms\"}]");
    }

    @AfterEach
    void stop() {
        flink.stop(0);
    }

    @Test
    void asksAgainWhetherTheJobWasStopped() throws InterruptedException {
        answer("/jobs/j/checkpoints", BUSY, BUSY, STOPPED);

        assertThat(follower().end().savepoint()).contains("s3://s/1");
    }

    @Test
    void anAnswerOfBeforeTheEndIsNotBelieved() throws InterruptedException {
        answer("/jobmanager/config", "[{\"key\": \"web.refresh-interval\", \"value\": \"1 min\"}]");
        answer("/jobs/j/checkpoints", NOT_STOPPED, NOT_STOPPED, STOPPED);

        assertThat(follower().end().savepoint()).contains("s3://s/1");
    }

    @Test
    void aJobWithoutASavepointHasReadItsSource() throws InterruptedException {
        answer("/jobs/j/checkpoints", NOT_STOPPED);

        assertThat(follower().end().savepoint()).isEmpty();
    }

    @Test
    void whatNobodyTellsIsNotGuessed() {
        answer("/jobs/j/checkpoints", BUSY);

        assertThatThrownBy(() -> follower().end())
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("The job has ended, but Flink no longer reports whether it was stopped;");
    }

    @Test
    void aJobThatFlinkDoesNotKnowIsNotWaitedFor() throws InterruptedException {
        answer("/config", "{}");
        JobWatcher follower = follower();

        assertThat(follower.follow()).isEmpty();
        assertThat(follower.hasKnown()).isFalse();
    }

    /** The JobManager is lost, so the address was right: the job has failed. */
    @Test
    void aJobThatIsLostWhileItIsFollowedWasKnown() throws InterruptedException {
        answer("/config", "{}");
        answer("/jobs/j", RUNNING, RUNNING, RUNNING, BUSY);
        JobWatcher follower = follower();

        assertThat(follower.follow()).isEmpty();
        assertThat(follower.hasKnown()).isTrue();
    }

    @Test
    void aFlinkThatComesBackIsWaitedFor() throws InterruptedException {
        answer("/config", BUSY);
        answer("/jobs/j", BUSY, BUSY, "{\"state\": \"FINISHED\"}");

        assertThat(follower().follow()).contains("FINISHED");
    }

    @Test
    void reportsEachRestartOnceWithItsCause() throws InterruptedException {
        // A look asks twice for the job while it knows no vertices.
        answer(
                "/jobs/j",
                Stream.concat(Collections.nCopies(10, RUNNING).stream(), Stream.of("{\"state\": \"FINISHED\"}"))
                        .toArray(String[]::new));
        answer("/jobs/j/exceptions", "{}", failure(1, "disk"), failure(1, "disk"), failure(2, "network"));

        assertThat(follower().follow()).contains("FINISHED");

        assertThat(console.lines)
                .containsExactly(
                        "The job failed (disk is lost); Flink restarts it from its last checkpoint.",
                        "The job failed (network is lost); Flink restarts it from its last checkpoint.");
        assertThat(console.restarts).isEqualTo(2);
    }

    private static String failure(int at, String what) {
        return """
                {"exceptionHistory": {"entries": [{"timestamp": %d,
                 "stacktrace": "a.B: outer\\n\\tat x\\nCaused by: java.io.IOException: %s is lost\\n\\tat y"}]}}
                """.formatted(at, what);
    }

    private void answer(String path, String... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    private JobWatcher follower() {
        return new JobWatcher(
                new FlinkRest("http://127.0.0.1:" + flink.getAddress().getPort(), "j"),
                List.of(StageName.ofTask("read", "reading")),
                0,
                console,
                new JobWatcher.Pace(Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMillis(500)));
    }

    private static final class RememberingConsole implements Console {
        private final List<String> lines = new ArrayList<>();
        private int restarts;

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public void progress(Progress progress) {
            restarts = progress.restarts();
        }
    }
}
