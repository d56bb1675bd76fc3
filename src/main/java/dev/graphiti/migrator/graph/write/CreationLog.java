package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.model.GraphElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/**
 * Which copies of another graph's elements this run has created since its last complete checkpoint. A copy's
 * {@code created_at} is the original's and tells nothing, so it stands in the graph: a {@code (:MigrationBatch)} beside
 * the elements, made in the transaction that creates them. By that a replay knows its own.
 *
 * <p>Only the attempt that has made a batch knows which checkpoint covers it. What a killed one leaves stays until the run
 * has finished: a later checkpoint covers as much of it as has been replayed by then, and that may be a part.
 */
public final class CreationLog {
    private static final String KEEP = "CREATE (:MigrationBatch {id: $id, run_id: $run, created: $created})";
    private static final String READ = "MATCH (b:MigrationBatch {run_id: $run}) WHERE NOT b.id IN $known"
            + " RETURN b.id AS id, b.created AS created";
    private static final String FORGET = "MATCH (b:MigrationBatch) WHERE b.id IN $ids DELETE b";

    private final String runId;
    private final PendingCheckpoint coverage;
    /** The batches of this attempt by the id of their node, and the checkpoint that covers each. */
    private final Map<String, Long> kept = new HashMap<>();

    /** What batches of other attempts have created, and the ids of their nodes. */
    private final Set<String> earlier = new HashSet<>();

    private final Set<String> read = new HashSet<>();
    private final List<String> created = new ArrayList<>();
    private @Nullable String keptNow;

    public CreationLog(String runId, PendingCheckpoint coverage) {
        this.runId = runId;
        this.coverage = coverage;
    }

    /**
     * Looks what other attempts have created. Not once for all: one that is being canceled may still commit, and a commit
     * of ours may have succeeded though its answer was lost.
     */
    void lookAround(Transaction transaction) {
        List<String> known = new ArrayList<>(kept.keySet());
        known.addAll(read);
        Map<String, Object> parameters = Map.of("run", runId, "known", known);
        for (Record batch : transaction.run(READ, parameters).list()) {
            read.add(batch.get("id").asString());
            earlier.addAll(batch.get("created").asList(Value::asString));
        }
    }

    /** Whether another attempt has created what stands in the graph. */
    boolean includes(Pending pending) {
        return earlier.contains(key(pending));
    }

    /** The transaction under way creates this one. */
    void created(Pending pending) {
        created.add(key(pending));
    }

    /** With the group, for elements with one uuid in two groups are written by two subtasks of one attempt. */
    private static String key(Pending pending) {
        GraphElement element = pending.element();
        return "%s %s %s".formatted(element.kind().graphName(), element.uuid(), element.groupId());
    }

    void begin() {
        created.clear();
        keptNow = null;
    }

    /** The last statement of the transaction. */
    void keep(Transaction transaction) {
        if (!created.isEmpty()) {
            String id = UUID.randomUUID().toString();
            transaction
                    .run(KEEP, Map.of("id", id, "run", runId, "created", created))
                    .consume();
            keptNow = id;
        }
    }

    void committed() {
        if (keptNow != null) {
            kept.put(keptNow, coverage.next());
        }
    }

    /** A checkpoint is complete: nothing before it comes again. */
    void forget(long checkpoint, Target target) {
        List<String> covered = kept.entrySet().stream()
                .filter(batch -> batch.getValue() <= checkpoint)
                .map(Map.Entry::getKey)
                .toList();
        if (!covered.isEmpty()) {
            target.run(FORGET, Map.of("ids", covered));
            covered.forEach(kept::remove);
        }
    }
}
