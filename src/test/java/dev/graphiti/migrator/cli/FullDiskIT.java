package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import dev.graphiti.migrator.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of the run's folder on which no byte is left. */
class FullDiskIT {
    private static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @Test
    void isFoundBeforeAnythingIsWritten() throws IOException {
        NEO4J.clear();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            Workspace demo = demoOn(disk, "");
            disk.fill();

            Call call = demo.call("migrate");

            assertThat(call.code()).isEqualTo(3);
            assertThat(call.err())
                    .contains("run.directory cannot be used: a file of 1 MB could not be written to "
                            + disk.folder().resolve("runs") + " (No space left on device).")
                    .doesNotContain("Exception");
            assertThat(NEO4J.count("(n)")).isZero();
        }
    }

    @Test
    void isFoundForCheckpointsToo() throws IOException {
        NEO4J.clear();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            disk.fill();
            Workspace demo = new Workspace(folder)
                    .demo(NEO4J.options(), "\ncheckpoint: { directory: \"%s\" }\n".formatted(disk.folder()));

            Call call = demo.call("migrate");

            assertThat(call.code()).isEqualTo(3);
            assertThat(call.err()).contains("checkpoint.directory cannot be used: ");
            assertThat(NEO4J.count("(n)")).isZero();
        }
    }

    @Test
    void isReportedWhileTheJobRestartsAndTheRunEndsWellOnceThereIsRoom() throws Exception {
        NEO4J.clear();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
                OpenAiStandIn model = OpenAiStandIn.start(16)) {
            // The run cannot end before the disk is full.
            model.holdsBackAfter(20);
            Workspace demo =
                    demoOn(disk, "\ncheckpoint: { interval: 300ms }\n").with(InterruptionIT.embeddingBy(model));
            StringBuffer out = new StringBuffer();
            CompletableFuture<Call> run = CompletableFuture.supplyAsync(() -> Call.of(
                    line -> out.append(line).append('\n'),
                    "migrate",
                    "-p",
                    "1",
                    "-c",
                    demo.config().toString()));
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> run.isDone() || model.embedded().size() >= 20);

            disk.fill();
            model.holdsNothingBack();
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> run.isDone() || out.toString().contains("The job failed ("));
            assertThat(run).as(out.toString()).isNotDone();
            disk.free();

            Call call = run.orTimeout(240, TimeUnit.SECONDS).join();
            assertThat(call.code()).as(out + call.err()).isZero();
            assertThat(out.toString())
                    .contains("No space left on device")
                    .contains("; Flink restarts it from its last checkpoint.")
                    .contains("1 restart");
            assertThat(demo.report().at("/verdict/sum_holds").asBoolean()).isTrue();
        }
    }

    private Workspace demoOn(SmallDisk disk, String more) {
        return new Workspace(disk.folder()).demo(NEO4J.options(), more);
    }
}
