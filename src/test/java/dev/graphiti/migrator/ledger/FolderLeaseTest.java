package dev.graphiti.migrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.run.Leftovers;
import dev.graphiti.migrator.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLeaseTest {
    private static final RunClaim CLAIM = new RunClaim("r", "a", "token of a", Duration.ofSeconds(30));

    @TempDir
    private Path folder;

    private RunFiles files;
    private FolderLease lease;

    @BeforeEach
    void inTheFolder() {
        files = new RunFiles(folder.toString());
        lease = FolderLease.in(files.runDirectory());
    }

    @Test
    void aCommitterPassesAsLongAsTheFolderIsItsJobs() {
        lease.write(entry("a"));

        assertThatCode(() -> lease.require(CLAIM)).doesNotThrowAnyException();
        assertThat(lease.read()).contains(entry("a"));
        assertThat(lease.names("token of a")).isTrue();
    }

    @Test
    void aCommitterOfAnotherJobDoesNot() {
        lease.write(entry("b"));

        assertThatThrownBy(() -> lease.require(CLAIM)).hasMessage("Run r is owned by job b now; job a ends.");
    }

    @Test
    void norDoesOneAfterTheRunWasGivenBack() {
        lease.write(entry("a"));
        lease.remove();

        assertThatThrownBy(() -> lease.require(CLAIM))
                .hasMessage("Run r no longer has an owner (%s does not exist); job a ends.", lease.path());
    }

    @Test
    void hiddenPartsGoAndAllElseStays() throws IOException {
        Path ledger = Files.createDirectories(folder.resolve("ledger"));
        Files.writeString(ledger.resolve("ledger-1-0.jsonl"), "{}");
        Files.writeString(ledger.resolve(".ledger-1-1.jsonl.inprogress.7a"), "{");
        Files.writeString(ledger.resolve(".nfs0001"), "");

        assertThat(new Leftovers(files).remove()).isEqualTo(1);

        assertThat(ledger.resolve("ledger-1-0.jsonl")).exists();
        assertThat(ledger.resolve(".nfs0001")).exists();
        assertThat(ledger.resolve(".ledger-1-1.jsonl.inprogress.7a")).doesNotExist();
    }

    private static FolderLease.Entry entry(String job) {
        RunOwner owner = new RunOwner(job, "token of " + job, "here", 7, "a boot", "77", null);
        return new FolderLease.Entry("r", owner, 1, Instant.EPOCH, "DB", "bolt://x");
    }
}
