package dev.graphiti.migrator.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.app.KeptSplits;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.FolderLease;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in the place of a file stands for all that cannot be read. */
class RunStorageExceptionTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatCannotBeReadIsNotTakenForAMissingOne() throws IOException {
        Path file = Files.createDirectory(folder.resolve("run.json"));

        assertThat(new TextFile(folder.resolve("other.json").toString()).read()).isEmpty();
        assertThatThrownBy(() -> new TextFile(file.toString()).read())
                .isInstanceOfSatisfying(RunStorageException.class, failure -> {
                    assertThat(failure.fault()).isEqualTo(Fault.CONFIGURATION);
                    assertThat(failure)
                            .hasMessage("cannot read %s (%s); check the folder and the rights to it."
                                    .formatted(file, failure.reason()));
                });
    }

    /** Only the job's end for good would keep Flink from a restart. */
    @Test
    @SuppressWarnings("NullAway") // Flink's committer of files does not use its context.
    void inTheJobItIsARestart() throws IOException {
        Files.createDirectory(folder.resolve("plan.jsonl"));
        Files.createDirectory(folder.resolve("lease.json"));
        RunFiles files = new RunFiles(folder.toString());
        var committer = new FencedSink<>(
                        files.countSink(),
                        FolderLease.in(folder.toString()),
                        new RunClaim("r", "j", "token", Duration.ofSeconds(30)))
                .createCommitter(null);

        assertThatThrownBy(() -> committer.commit(List.of()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read " + folder.resolve("lease.json"));
        assertThatThrownBy(() -> new KeptSplits(folder.toString()).splits())
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read ");
    }
}
