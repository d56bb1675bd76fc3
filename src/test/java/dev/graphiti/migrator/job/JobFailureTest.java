package dev.graphiti.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.Resumption;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.runs.DetachedRunReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFailureTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatWasThrown() {
        assertThat(JobFailure.why(new IllegalStateException("the disk is full")))
                .isEqualTo("the disk is full");
        assertThat(JobFailure.why(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void tellsNoStackTrace() {
        String answer = """
                [org.apache.flink.runtime.rest.handler.RestHandlerException: Request did not match.
                \tat org.apache.flink.runtime.rest.handler.job.JobExecutionResultHandler.handle(JobExecutionResultHandler.java:94)
                \t... 39 more
                ]""";

        assertThat(JobFailure.why(new IllegalStateException(answer))).isEqualTo("Request did not match");
    }

    @Test
    void saysThatTheJobIsGone() {
        String answer = """
                [org.apache.flink.runtime.rest.handler.RestHandlerException: org.apache.flink.runtime.messages.FlinkJobNotFoundException: Could not find Flink job (b0ec6f04d0c9c81d4b6371121e25ec7b)
                \tat org.apache.flink.runtime.rest.handler.job.JobExecutionResultHandler.handle(JobExecutionResultHandler.java:94)
                ]""";

        assertThat(JobFailure.why(new IllegalStateException(answer)))
                .isEqualTo("the cluster no longer knows it, because its JobManager was lost");
    }

    @Test
    void saysThatAMachineIsTooSlow() {
        String asked =
                "Ask timed out on [Actor[pekko://flink/user/rpc/dispatcher_2#-1318236829]] after [10000 ms]. Message of type"
                        + " [org.apache.flink.runtime.rpc.messages.LocalFencedMessage].";

        assertThat(JobFailure.of(
                        new ExecutionException(new IllegalStateException(asked)), resumption(List.of(), null), true))
                .hasMessage(
                        ("The job of run r1 failed: one part of Flink did not answer another within pekko.ask.timeout,"
                                                + " for example on an overloaded machine; its files are in %s, it has no checkpoint to continue")
                                        .formatted(run().files().runDirectory())
                                + " from; start again with 'migrate', which does not change existing elements.");
    }

    @Test
    void advisesToContinueOnlyFromWhatIsThere() throws IOException {
        Files.createDirectories(folder.resolve("checkpoints/j1/chk-1"));
        assertThat(JobFailure.canceled(resumption(List.of("j1"), null)))
                .hasMessage("The job of run r1 was canceled; it has no checkpoint to continue from; start again with"
                        + " 'migrate', which does not change existing elements.");
        assertThat(JobFailure.canceled(resumption(List.of("j1"), "file:/s/1")))
                .hasMessage("The job of run r1 was canceled; it has no checkpoint since it was resumed; continue with"
                        + " 'migrate --savepoint file:/s/1 --run r1'.");

        Files.createFile(folder.resolve("checkpoints/j1/chk-1/_metadata"));
        assertThat(JobFailure.canceled(resumption(List.of("j1"), "file:/s/1")))
                .hasMessage("The job of run r1 was canceled; continue from its last checkpoint with"
                        + " 'migrate --savepoint latest --run r1'.");
    }

    @Test
    void isOneOfItsRunWhereverTheJobWasCanceled() {
        assertThat(JobFailure.of(
                                new ExecutionException(new JobCancellationException(new JobID(), "canceled", null)),
                                resumption(List.of(), null),
                                false)
                        .state())
                .isEqualTo(RunState.STOPPED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Java heap space                  | the Java heap is exhausted; raise MIGRATOR_HEAP (2g if omitted)
            GC overhead limit exceeded       | the Java heap is exhausted; raise MIGRATOR_HEAP (2g if omitted)
            Requested array size exceeds VM limit | the Java heap is exhausted; raise MIGRATOR_HEAP (2g if omitted)
            Metaspace                        | the memory for classes is exhausted; raise -XX:MaxMetaspaceSize in MIGRATOR_JAVA_OPTS
            Direct buffer memory             | the memory outside the heap is exhausted; raise -XX:MaxDirectMemorySize in MIGRATOR_JAVA_OPTS, or MIGRATOR_HEAP
            Cannot reserve 8192 bytes of direct buffer memory (allocated: 1, limit: 2) | the memory outside the heap is exhausted; raise -XX:MaxDirectMemorySize in MIGRATOR_JAVA_OPTS, or MIGRATOR_HEAP
            unable to create native thread: possibly out of memory or process/resource limits reached | the system starts no more threads; raise the limit of processes (ulimit -u, or that of the container)
            """)
    void saysWhichMemoryIsExhausted(String message, String sentence) {
        Throwable thrown = new IllegalStateException("failed", new CompletionException(new OutOfMemoryError(message)));

        for (Throwable failure : List.of(thrown, new SerializedThrowable(thrown))) {
            JobFailure explained = JobFailure.of(failure, resumption(List.of(), null), true);

            assertThat(explained)
                    .hasMessageStartingWith("Out of memory: " + sentence + ", or lower --parallelism,")
                    .hasMessageEndingWith("start again with 'migrate', which does not change existing elements.");
            assertThat(explained.fault()).isEqualTo(Fault.OUT_OF_MEMORY);
        }
        assertThat(JobFailure.of(thrown, resumption(List.of(), null), false)).hasMessageNotContaining("MIGRATOR_");
    }

    @Test
    void isTheSameFromAStackTraceAsFromWhatWasThrown() {
        for (Throwable thrown : List.of(
                new MigratorException(Fault.TARGET, "Neo4j is away.", new IllegalStateException("cause")),
                new MigratorException(Fault.EMBEDDING, "No key."),
                new OutOfMemoryError("Metaspace"),
                new IllegalStateException("the disk is full"))) {
            Throwable sent = new SerializedThrowable(new IllegalStateException("task failed", thrown));
            StringWriter trace = new StringWriter();
            sent.printStackTrace(new PrintWriter(trace));

            JobFailure first = JobFailure.of(sent, resumption(List.of(), null), false);
            JobFailure second = JobFailure.of(FlinkRest.failure(trace.toString()), resumption(List.of(), null), false);

            assertThat(second.getMessage()).isEqualTo(first.getMessage());
            assertThat(second.fault()).isEqualTo(first.fault());
        }
    }

    @Test
    void aClusterHasAnAddress() {
        assertThat(DetachedRunReporter.address("http://localhost:8081/")).isEqualTo("http://localhost:8081");
        assertThat(DetachedRunReporter.address("https://flink.example.com/prefix"))
                .isEqualTo("https://flink.example.com/prefix");
        for (String wrong :
                List.of("not a url", "", "localhost:8081", "ftp://h", "http://", "http://h:99999", "http://h?a=b")) {
            assertThatThrownBy(() -> DetachedRunReporter.address(wrong))
                    .hasMessage(
                            "--cluster is '%s', which is not the address of a REST interface; give one such as http://localhost:8081."
                                    .formatted(wrong));
        }
    }

    private MigrationRun run() {
        return new MigrationRun("r1", Instant.EPOCH, new RunFiles(folder.toString()));
    }

    private Resumption resumption(List<String> jobs, @Nullable String savepoint) {
        return new Resumption(run(), folder.resolve("checkpoints").toUri().toString(), jobs, savepoint);
    }
}
