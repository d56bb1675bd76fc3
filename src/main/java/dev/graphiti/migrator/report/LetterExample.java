package dev.graphiti.migrator.report;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.text.Formats;
import dev.graphiti.migrator.text.Masking;
import java.util.Locale;

/**
 * A dead letter in a report, its texts shortened.
 *
 * @param kept what the letter itself contains: {@code record}, {@code text}, {@code base64} or {@code pointer}
 * @param excerpt of what it contains; empty for bytes
 */
public record LetterExample(
        String id,
        String stage,
        String kind,
        String uuid,
        String message,
        RecordOrigin origin,
        String kept,
        String excerpt) {
    private static final int LONGEST = 2_000;

    static LetterExample of(DeadLetter letter) {
        Kept kept = letter.kept();
        return new LetterExample(
                letter.id(),
                letter.stage(),
                letter.kind(),
                letter.uuid(),
                Formats.shortened(letter.message(), LONGEST),
                letter.origin(),
                kept.form().name().toLowerCase(Locale.ROOT),
                kept.form() == Kept.Form.BASE64 ? "" : excerpt(kept.content()));
    }

    /** A report is read by more people than the run's files; no secret that a record holds need be in it. */
    private static String excerpt(String content) {
        return Formats.shortened(Masking.of(Formats.shortened(content, 2 * LONGEST)), LONGEST);
    }
}
