package dev.graphiti.migrator.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The {@code (:MigrationRun)} node of a run: provenance in a separate node, never in Graphiti's elements. */
public final class RunNode {
    private final Target target;

    public RunNode(Target target) {
        this.target = target;
    }

    /** Called at the start and at each resumption; what stands there already stays. */
    public void started(String runId, Instant startedAt, Map<String, Object> description) {
        target.run(
                "MERGE (r:MigrationRun {id: $id}) ON CREATE SET r.started_at = $at, r += $description"
                        + " SET r.state = 'RUNNING' REMOVE r.finished_at",
                Map.of("id", runId, "at", startedAt.atOffset(ZoneOffset.UTC), "description", description));
    }

    /** Whether the run has written to this graph. */
    public boolean exists(String runId) {
        return !target.run("MATCH (r:MigrationRun {id: $id}) RETURN r.id AS id", Map.of("id", runId))
                .isEmpty();
    }

    /**
     * Called at the end.
     *
     * @param counts scalars to keep on the node
     */
    public void finished(String runId, String state, Instant at, Map<String, Object> counts) {
        target.run(
                "MATCH (r:MigrationRun {id: $id}) SET r.state = $state, r.finished_at = $at, r += $counts",
                Map.of("id", runId, "state", state, "at", at.atOffset(ZoneOffset.UTC), "counts", counts));
        if (state.equals("FINISHED")) {
            // No replay will ask for them any more.
            target.run("MATCH (b:MigrationBatch {run_id: $id}) DELETE b", Map.of("id", runId));
            target.run("MATCH (f:MigrationFormerValues {run_id: $id}) DELETE f", Map.of("id", runId));
        }
    }
}
