package dev.graphiti.migrator.flink;

import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Lets Flink build an operator by its constructor, for operators that need more than a function can have. */
public final class OperatorFactory<I, O> extends AbstractStreamOperatorFactory<O>
        implements OneInputStreamOperatorFactory<I, O>, TwoInputStreamOperatorFactory<I, Long, O> {
    private final Class<?> operatorClass;
    private final Constructor<O, ? extends StreamOperator<O>> constructor;

    /** Makes the operator of one subtask, on the machine where it runs. */
    @FunctionalInterface
    public interface Constructor<O, P extends StreamOperator<O>> extends Serializable {
        P create(StreamOperatorParameters<O> parameters);
    }

    private OperatorFactory(Class<?> operatorClass, Constructor<O, ? extends StreamOperator<O>> constructor) {
        this.operatorClass = operatorClass;
        this.constructor = constructor;
    }

    public static <I, O> OperatorFactory<I, O> of(
            Class<?> operatorClass, Constructor<O, ? extends OneInputStreamOperator<I, O>> constructor) {
        return new OperatorFactory<>(operatorClass, constructor);
    }

    /** The same for an operator with the second input of a phase. */
    public static <I, O> OperatorFactory<I, O> ofPhase(
            Class<?> operatorClass, Constructor<O, ? extends PhaseOperator<I, O>> constructor) {
        return new OperatorFactory<>(operatorClass, constructor);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's own signature.
    public <T extends StreamOperator<O>> T createStreamOperator(StreamOperatorParameters<O> parameters) {
        return (T) constructor.create(parameters);
    }

    @Override
    @SuppressWarnings("unchecked") // Only named here, for the chaining of operators.
    public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader classLoader) {
        return (Class<? extends StreamOperator<?>>) operatorClass;
    }
}
