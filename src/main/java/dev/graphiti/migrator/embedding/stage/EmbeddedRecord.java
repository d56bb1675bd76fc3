package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.List;

/**
 * A record with all its vectors, and the elements that had to be taken out of it. Public because Flink builds it.
 *
 * @param record may have no elements left
 */
public record EmbeddedRecord(MappedRecord record, List<DeadLetter> deadLetters) {
    public EmbeddedRecord {
        deadLetters = List.copyOf(deadLetters);
    }
}
