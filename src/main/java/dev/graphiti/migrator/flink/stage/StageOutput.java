package dev.graphiti.migrator.flink.stage;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.model.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What one or several stages give.
 *
 * @param elements for the next stage
 * @param deadLetters of all stages so far
 * @param counts of all stages so far
 */
public record StageOutput<O>(
        DataStream<O> elements, List<DataStream<DeadLetter>> deadLetters, List<DataStream<Count>> counts) {
    public StageOutput {
        deadLetters = List.copyOf(deadLetters);
        counts = List.copyOf(counts);
    }

    /** Elements alone. */
    public static <O> StageOutput<O> of(DataStream<O> elements) {
        return new StageOutput<>(elements, List.of(), List.of());
    }

    /** The same with more dead letters. */
    public StageOutput<O> withDeadLetters(DataStream<DeadLetter> more) {
        return new StageOutput<>(elements, and(deadLetters, List.of(more)), counts);
    }

    /** The same with more counts. */
    public StageOutput<O> withCounts(DataStream<Count> more) {
        return new StageOutput<>(elements, deadLetters, and(counts, List.of(more)));
    }

    /** What the next stage gives, with the dead letters and counts of both. */
    public <P> StageOutput<P> then(Stage<O, P> next, StageScope scope) {
        StageOutput<P> output = next.apply(elements, scope);
        return new StageOutput<>(output.elements, and(deadLetters, output.deadLetters), and(counts, output.counts));
    }

    /** What both give. */
    public StageOutput<O> union(StageOutput<O> other) {
        return new StageOutput<>(
                elements.union(other.elements), and(deadLetters, other.deadLetters), and(counts, other.counts));
    }

    private static <T> List<T> and(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
