package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What comes out of the stage: each element that went in is in one of the two. */
public record EmbeddingStreams(DataStream<MappedRecord> records, DataStream<DeadLetter> deadLetters) {
    static EmbeddingStreams of(SingleOutputStreamOperator<MappedRecord> last) {
        return new EmbeddingStreams(last, last.getSideOutput(EmbeddingStage.DEAD_LETTERS));
    }
}
