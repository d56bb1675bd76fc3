package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A record that asks, or the answer to one of its questions.
 *
 * @param asker the key of the record
 * @param record null for an answer
 * @param asked how many answers the record is to get
 * @param name of the question that is answered
 * @param answer null when there is none
 */
public record JoinInput(
        String asker,
        @Nullable SourceRecord record,
        int asked,
        String name,
        @Nullable Fields answer) {
    static JoinInput record(String asker, SourceRecord record, int asked) {
        return new JoinInput(asker, record, asked, "", null);
    }
}
