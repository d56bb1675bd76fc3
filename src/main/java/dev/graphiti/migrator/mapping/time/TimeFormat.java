package dev.graphiti.migrator.mapping.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One way to write a time. */
interface TimeFormat {
    /**
     * Reads a time.
     *
     * @param value a text or a number of a record
     * @param text the same as a text, without spaces around it
     * @return null if it is not written in this way; {@code Instant.MIN} or {@code Instant.MAX} if it is too far away to be
     *     calculated with
     */
    @Nullable
    Instant read(Object value, String text);
}
