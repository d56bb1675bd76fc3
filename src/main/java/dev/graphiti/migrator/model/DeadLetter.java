package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Formats;
import dev.graphiti.migrator.text.Legible;

/**
 * A record or an element that was set aside, with all that is needed to understand it.
 *
 * @param stage where it failed: {@code read}, {@code map}, {@code embed} or {@code write}
 * @param kind {@code record}, or the graph name of the element's kind
 * @param uuid of the element; empty for a record
 * @param reason a short fixed word to count by, for instance {@code endpoint-missing}
 * @param message one sentence with the particulars, on one line whatever it quotes
 * @param raw the record or element as text, cut to {@link #LONGEST_RAW} characters
 */
public record DeadLetter(
        String stage, String kind, String uuid, String reason, String message, RecordOrigin origin, String raw) {
    /** The kind of a dead letter that is a whole record. */
    public static final String RECORD = "record";

    /** The one limit of what is kept of a record or element. */
    public static final int LONGEST_RAW = 4_096;

    public DeadLetter {
        message = Legible.of(message);
        raw = Formats.shortened(raw, LONGEST_RAW);
    }
}
