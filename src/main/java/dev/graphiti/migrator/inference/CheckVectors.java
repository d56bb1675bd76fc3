package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Where no vectors are made, lets pass only records whose vectors are of the space's dimension, or absent. */
final class CheckVectors extends ProcessFunction<MappedRecord, MappedRecord> {
    private final RecordVectors vectors;

    CheckVectors(RecordVectors vectors) {
        this.vectors = vectors;
    }

    @Override
    public void processElement(MappedRecord record, Context context, Collector<MappedRecord> out) {
        Embedding misfit = vectors.misfit(record);
        if (misfit == null) {
            out.collect(record);
        } else {
            context.output(EmbeddingStage.DEAD_LETTERS, vectors.wrongDimension(record, misfit));
        }
    }
}
