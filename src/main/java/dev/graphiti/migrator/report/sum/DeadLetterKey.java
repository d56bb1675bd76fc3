package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.model.DeadLetter;
import java.util.Comparator;

/** Which collection and kind a dead letter counts for. */
public record DeadLetterKey(String collection, String kind) implements Comparable<DeadLetterKey> {
    private static final Comparator<DeadLetterKey> ORDER =
            Comparator.comparing(DeadLetterKey::collection).thenComparing(DeadLetterKey::kind);

    public static DeadLetterKey of(DeadLetter letter) {
        return new DeadLetterKey(letter.origin().collection(), letter.kind());
    }

    static DeadLetterKey ofRecord(String collection) {
        return new DeadLetterKey(collection, DeadLetter.RECORD);
    }

    @Override
    public int compareTo(DeadLetterKey other) {
        return ORDER.compare(this, other);
    }
}
