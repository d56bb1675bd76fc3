package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementKind;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts elements that were set aside on their way; records set aside earlier are counted where that happened. All letters
 * pass it, so it is what dates them: by the start of the run, which is the same for each attempt.
 */
final class DeadLetterCounter extends CountingOperator<DeadLetter, DeadLetter> {
    private final Instant startedAt;
    private transient Counter deadLetters;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    DeadLetterCounter(StreamOperatorParameters<DeadLetter> parameters, Instant startedAt) {
        super(parameters);
        this.startedAt = startedAt;
    }

    @Override
    public void open() throws Exception {
        super.open();
        deadLetters = getMetricGroup().counter("deadLetters");
    }

    @Override
    public void processElement(StreamRecord<DeadLetter> element) {
        DeadLetter letter = element.getValue();
        for (ElementKind kind : ElementKind.values()) {
            if (kind.graphName().equals(letter.kind())) {
                count(Count.deadElement(letter.origin().collection(), kind, letter.reason(), 1));
            }
        }
        deadLetters.inc();
        emit(letter.failedFirst(startedAt));
    }
}
