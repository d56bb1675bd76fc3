package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends dead letters to the side output, for an async function has none. */
final class DeadLetterSplitter extends ProcessFunction<EmbeddedRecord, MappedRecord> {
    @Override
    public void processElement(EmbeddedRecord embedded, Context context, Collector<MappedRecord> out) {
        embedded.deadLetters().forEach(letter -> context.output(EmbeddingStage.DEAD_LETTERS, letter));
        out.collect(embedded.record());
    }
}
