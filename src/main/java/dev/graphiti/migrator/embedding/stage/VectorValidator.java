package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Where no vectors are made, sets aside the elements whose vector is not of the space's dimension. */
final class VectorValidator extends ProcessFunction<MappedRecord, MappedRecord> {
    private final RecordVectors vectors;

    VectorValidator(RecordVectors vectors) {
        this.vectors = vectors;
    }

    @Override
    public void processElement(MappedRecord record, Context context, Collector<MappedRecord> out) {
        EmbeddedRecord checked = vectors.checked(record);
        checked.deadLetters().forEach(letter -> context.output(EmbeddingStage.DEAD_LETTERS, letter));
        out.collect(checked.record());
    }
}
