package dev.graphiti.migrator.mapping.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What replaces a time that is missing or unreadable. */
public record TimeFallback(Kind kind, @Nullable Instant constant) {
    public static final String FAIL_RECORD = "fail-record";

    public enum Kind {
        FAIL_RECORD,
        RUN_START,
        CONSTANT,
        NONE
    }

    /**
     * Reads it as it stands in a configuration.
     *
     * @param mayBeNone whether the element can do without
     */
    public static TimeFallback parse(String key, String text, boolean mayBeNone) {
        if (text.equals(FAIL_RECORD)) {
            return new TimeFallback(Kind.FAIL_RECORD, null);
        }
        if (text.equals("run-start")) {
            return new TimeFallback(Kind.RUN_START, null);
        }
        if (mayBeNone && text.equals("none")) {
            return new TimeFallback(Kind.NONE, null);
        }
        Instant constant = TimeParser.iso().parse(text);
        if (constant == null) {
            throw new IllegalArgumentException("%s is '%s'; use %sfail-record, run-start or a time such as"
                            .formatted(key, text, mayBeNone ? "none, " : "")
                    + " 2020-01-01T00:00:00Z");
        }
        return new TimeFallback(Kind.CONSTANT, constant);
    }
}
