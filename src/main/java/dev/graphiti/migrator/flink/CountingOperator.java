package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.count.Count;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/**
 * An operator that counts what it does. It hands its counts on before each barrier and at the end of its input, so they
 * need no state: the files that they end in hold each of them exactly once.
 */
public abstract class CountingOperator<I, O> extends AbstractCountingOperator<O>
        implements OneInputStreamOperator<I, O>, BoundedOneInput {
    public static final OutputTag<Count> COUNTS = AbstractCountingOperator.COUNTS;

    protected CountingOperator(StreamOperatorParameters<O> parameters) {
        super(parameters);
    }

    @Override
    public void endInput() throws Exception {
        handCountsOn();
    }
}
