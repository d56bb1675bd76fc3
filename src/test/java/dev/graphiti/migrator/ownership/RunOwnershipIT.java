package dev.graphiti.migrator.ownership;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.lease.RunLease;
import dev.graphiti.migrator.job.SilentConsole;
import dev.graphiti.migrator.ledger.FolderLease;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunOwnershipIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void emptyGraph() {
        NEO4J.clearData();
    }

    /** The folder names the new owner before the target does. */
    @Test
    void aRunThatIsJustBeingTakenIsRefusedByItsLease() throws Exception {
        MigrationRun run = new MigrationRun("r", Instant.EPOCH, new RunFiles(folder.toString()));
        RunOwner other = ThisMachine.owner("b".repeat(32), "token", null);
        CountDownLatch named = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        try (Target target = Target.open(NEO4J.options());
                Target theirs = Target.open(NEO4J.options())) {
            FolderLease.Entry entry =
                    new FolderLease.Entry("r", other, 1, Instant.EPOCH, target.databaseId(), "bolt://here");
            CompletableFuture<Boolean> taken = CompletableFuture.supplyAsync(() -> new RunLease(theirs, "r")
                    .take(other, Duration.ofMinutes(1), null, fence -> {
                        FolderLease.in(run.files().runDirectory()).write(entry);
                        named.countDown();
                        await(looked);
                    }));
            await(named);
            // Once the loop has looked, it waits between two looks.
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(looked::countDown);

            assertThatThrownBy(() -> RunOwnership.awaitFree(target, run, "c".repeat(32), new SilentConsole()))
                    .isInstanceOf(MigratorException.class)
                    .hasMessageMatching(
                            "Run r is owned by job b{32} in process \\d+ on .* since .*, until .* at least; .*");
            taken.get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
