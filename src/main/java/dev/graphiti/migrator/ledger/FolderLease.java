package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.ledger.json.LedgerJson;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.ledger.json.TextFile;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * The {@code lease.json} in a run's folder: whose job may make files there visible. It is written and removed by who holds
 * the lease in the target, while nobody else can take that one.
 */
public record FolderLease(String path) implements Serializable {
    /**
     * What it says.
     *
     * @param fence the number of the lease in the target, which goes up with each owner
     * @param database the target's own id, which is the same whatever its address
     * @param target its address
     */
    public record Entry(String runId, RunOwner owner, long fence, Instant since, String database, String target) {}

    public static FolderLease in(String runDirectory) {
        return new FolderLease(new Path(runDirectory, "lease.json").toString());
    }

    public Optional<Entry> read() {
        return new TextFile(path).read().map(json -> LedgerJson.read(json, Entry.class, path));
    }

    public void write(Entry entry) {
        new TextFile(path).write(LedgerJson.write(entry));
    }

    public void remove() {
        Path file = new Path(path);
        try {
            file.getFileSystem().delete(file, false);
        } catch (IOException e) {
            throw new RunStorageException("cannot remove " + path, e);
        }
    }

    public boolean names(String token) {
        return read().filter(entry -> entry.owner().token().equals(token)).isPresent();
    }

    /** @throws MigratorException when the run in this folder is not that job's */
    void require(RunClaim claim) {
        Optional<Entry> entry = read();
        if (entry.filter(it -> it.owner().token().equals(claim.token())).isPresent()) {
            return;
        }
        String why = entry.map(
                        it -> "is owned by job %s now".formatted(it.owner().jobId()))
                .orElse("no longer has an owner (%s does not exist)".formatted(path));
        throw new MigratorException(
                Fault.OWNED, "Run %s %s; job %s ends.".formatted(claim.runId(), why, claim.jobId()));
    }
}
