package dev.graphiti.migrator.graph;

import java.io.Serializable;
import java.util.Random;

/** Opens a writer on the machine where it is used. */
interface WriterFactory extends Serializable {
    RetryingWriter open(WriteMetrics metrics, Coverage coverage);

    /** A writer on the real graph. */
    static WriterFactory to(TargetOptions target, WriteOptions options, String runId) {
        return (metrics, coverage) -> new RetryingWriter(
                new Neo4jTransaction(
                        Target.open(target),
                        options.onExisting(),
                        EndSeek.of(options),
                        new CreatedCopies(runId, coverage)),
                options.outageLimit(),
                metrics,
                new Random());
    }
}
