package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.model.MigratorException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a job for good, where starting it again would only fail again. */
public final class NonRetryable {
    private static final Logger LOG = LoggerFactory.getLogger(NonRetryable.class);

    private NonRetryable() {}

    /**
     * What an operator throws so that the job fails without a restart and its client is told the sentence. The causes go
     * to the log only: those of the Neo4j driver cannot be serialized, and Flink then recognizes nothing of the failure.
     */
    public static SuppressRestartsException because(RuntimeException failure) {
        if (failure instanceof MigratorException known) {
            LOG.error("The job ends: {}", known.getMessage(), known);
            return new SuppressRestartsException(
                    new MigratorException(known.fault(), String.valueOf(known.getMessage())));
        }
        return new SuppressRestartsException(failure);
    }
}
