package dev.graphiti.migrator.flink.stage;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A part of a pipeline. Every element of its input is in its output, or in a dead letter, or in its counts.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public interface Stage<I, O> {
    /** How the stage is found in a running job. */
    StageName name();

    /**
     * Adds the operators of the stage to the job.
     *
     * @param scope for the names and uids of the operators
     */
    StageOutput<O> apply(DataStream<I> input, StageScope scope);
}
