package dev.graphiti.migrator.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a count and a unit, or ISO 8601. */
final class Durations {
    /** What {@link #parse} accepts, for the JSON Schema. */
    static final String PATTERN = "^[0-9]{1,15} ?(ms|s|min|h|d)$|^[-+]?[pP][-+.,0-9dDtThHmMsS]+$";

    private static final Pattern COUNT_AND_UNIT = Pattern.compile("([0-9]{1,15}) ?(ms|s|min|h|d)");

    /** Beyond it, milliseconds in a long might overflow. */
    private static final long MAX_SECONDS = 1_000_000_000_000L;

    /** Longest first, so that the first that divides a duration gives its shortest text. */
    private enum Unit {
        D(Duration.ofDays(1)),
        H(Duration.ofHours(1)),
        MIN(Duration.ofMinutes(1)),
        S(Duration.ofSeconds(1)),
        MS(Duration.ofMillis(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    private Durations() {}

    static Duration parse(String text) {
        Matcher form = COUNT_AND_UNIT.matcher(text);
        if (!form.matches()) {
            return Duration.parse(text);
        }
        Unit unit = Unit.valueOf(form.group(2).toUpperCase(Locale.ROOT));
        return unit.length.multipliedBy(Long.parseLong(form.group(1)));
    }

    /** The shortest text that {@link #parse} reads back as the same duration. */
    static String write(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        boolean wholeMillis = duration.getNano() % 1_000_000 == 0;
        if (wholeMillis && !duration.isNegative() && duration.getSeconds() < MAX_SECONDS) {
            long millis = duration.toMillis();
            for (Unit unit : Unit.values()) {
                if (millis % unit.length.toMillis() == 0) {
                    return millis / unit.length.toMillis() + unit.name().toLowerCase(Locale.ROOT);
                }
            }
        }
        return duration.toString();
    }
}
