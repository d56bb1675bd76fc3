package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.lease.WriterLease;
import dev.graphiti.migrator.graph.lease.WriterPlace;
import dev.graphiti.migrator.graph.write.CreationLog;
import dev.graphiti.migrator.graph.write.EndpointLookup;
import dev.graphiti.migrator.graph.write.FormerValues;
import dev.graphiti.migrator.graph.write.Neo4jTransaction;
import dev.graphiti.migrator.graph.write.PendingCheckpoint;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.RunClaim;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Opens a writer on the machine where it is used. */
interface WriterFactory extends Serializable {
    RetryingWriter open(WriteMetrics metrics, PendingCheckpoint coverage, WriterPlace place);

    /** A writer on the real graph. */
    static WriterFactory to(TargetOptions target, WriteOptions options, RunClaim claim, List<Instant> earlierStarts) {
        List<Instant> starts = new ArrayList<>(earlierStarts);
        return (metrics, coverage, place) -> new RetryingWriter(
                new Neo4jTransaction(
                        Target.open(target),
                        new WriterLease(claim, place),
                        options.onExisting(),
                        EndpointLookup.of(options),
                        new CreationLog(claim.runId(), coverage),
                        new FormerValues(claim.runId(), coverage),
                        starts),
                options.outageLimit(),
                metrics,
                new Random());
    }
}
