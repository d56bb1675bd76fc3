package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.model.DeadLetter;
import java.util.Comparator;

/** Which collection and kind a dead letter counts for. */
public record LetterPlace(String collection, String kind) implements Comparable<LetterPlace> {
    private static final Comparator<LetterPlace> ORDER =
            Comparator.comparing(LetterPlace::collection).thenComparing(LetterPlace::kind);

    public static LetterPlace of(DeadLetter letter) {
        return new LetterPlace(letter.origin().collection(), letter.kind());
    }

    static LetterPlace ofRecord(String collection) {
        return new LetterPlace(collection, DeadLetter.RECORD);
    }

    @Override
    public int compareTo(LetterPlace other) {
        return ORDER.compare(this, other);
    }
}
