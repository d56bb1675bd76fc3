package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Digests;
import dev.graphiti.migrator.text.Formats;
import dev.graphiti.migrator.text.Legible;
import dev.graphiti.migrator.text.Masking;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record or an element that was set aside, with all that is needed to understand it and to migrate it later.
 *
 * @param id the same for the same record or element of a source, whichever attempt of a job sets it aside
 * @param stage where it failed: {@code read}, {@code reshape}, {@code map}, {@code embed} or {@code write}
 * @param kind {@code record}, or the graph name of the element's kind
 * @param uuid of the element; empty for a record
 * @param reason a short fixed word to count by, for instance {@code endpoint-missing}
 * @param message one sentence with the particulars, on one line whatever it quotes, without secrets
 * @param kept the record, or where to read it again
 * @param attempts how often it was tried
 * @param firstFailedAt the start of the run that set it aside first; null until that is known
 */
public record DeadLetter(
        String id,
        String stage,
        String kind,
        String uuid,
        String reason,
        String message,
        RecordOrigin origin,
        Kept kept,
        int attempts,
        @Nullable Instant firstFailedAt) {
    /** The kind of a dead letter that is a whole record. */
    public static final String RECORD = "record";

    public DeadLetter {
        message = Masking.of(Legible.of(message));
    }

    /** The letter of a first attempt. */
    public static DeadLetter of(
            String stage, String kind, String uuid, String reason, String message, RecordOrigin origin, Kept kept) {
        return new DeadLetter(idOf(kind, uuid, origin), stage, kind, uuid, reason, message, origin, kept, 1, null);
    }

    /** Neither the reason nor the stage counts: a second attempt may get further. */
    private static String idOf(String kind, String uuid, RecordOrigin origin) {
        String resume = origin.resume() == null ? "" : origin.resume();
        String place = String.join("\0", origin.system(), origin.split(), origin.position(), resume, kind, uuid);
        return Digests.sha256(place).substring(0, 32);
    }

    public DeadLetter failedFirst(Instant time) {
        return new DeadLetter(id, stage, kind, uuid, reason, message, origin, kept, attempts, time);
    }

    /**
     * What a dead letter contains of the source's data, unchanged.
     *
     * @param content for people only where the form is {@link Form#POINTER}
     */
    public record Kept(Form form, String content) {
        /** What {@link Kept#content} is. */
        public enum Form {
            /** The record as JSON, from which it is made again. */
            RECORD,
            /** The text of a damaged item. */
            TEXT,
            /** The bytes of a damaged item that is not UTF-8 text. */
            BASE64,
            /** An excerpt; the record is read again from its split. */
            POINTER;

            /** Whether all of it is there. */
            public boolean isWhole() {
                return this != POINTER;
            }
        }

        /** The length of an excerpt in characters. */
        public static final int LONGEST_EXCERPT = 4_096;

        /** Nothing but the position in the source. */
        public static final Kept NOTHING = new Kept(Form.POINTER, "");

        public static Kept pointer(String excerpt) {
            return new Kept(Form.POINTER, Formats.shortened(excerpt, LONGEST_EXCERPT));
        }

        /** The bytes of a damaged item, as text where they are UTF-8. */
        public static Kept ofBytes(byte[] bytes, int from, int to) {
            ByteBuffer range = ByteBuffer.wrap(bytes, from, to - from);
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(range.duplicate())
                        .toString();
                return new Kept(Form.TEXT, text);
            } catch (CharacterCodingException e) {
                return new Kept(
                        Form.BASE64,
                        StandardCharsets.ISO_8859_1
                                .decode(Base64.getEncoder().encode(range))
                                .toString());
            }
        }

        /** This, or a pointer if it is longer in UTF-8. */
        public Kept within(long bytes) {
            if (!form.isWhole() || isWithin(content, bytes)) {
                return this;
            }
            return pointer(form == Form.BASE64 ? "" : content);
        }

        private static boolean isWithin(String text, long bytes) {
            return text.length() <= bytes / 3
                    || (text.length() <= bytes && text.getBytes(StandardCharsets.UTF_8).length <= bytes);
        }
    }
}
