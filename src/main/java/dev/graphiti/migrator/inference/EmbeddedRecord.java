package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import org.jspecify.annotations.Nullable;

/** A record with all its vectors, or the dead letter that it became: exactly one of the two is there. */
public record EmbeddedRecord(
        @Nullable MappedRecord record, @Nullable DeadLetter deadLetter) {
    static EmbeddedRecord of(MappedRecord record) {
        return new EmbeddedRecord(record, null);
    }

    static EmbeddedRecord dead(DeadLetter deadLetter) {
        return new EmbeddedRecord(null, deadLetter);
    }
}
