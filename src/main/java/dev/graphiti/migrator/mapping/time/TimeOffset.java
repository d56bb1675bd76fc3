package dev.graphiti.migrator.mapping.time;

import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the distance of a time from a base: {@code 3s}, {@code 1m 23s}, {@code 01:02:03.5}, {@code PT1M}, or a number of seconds. */
public final class TimeOffset {
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "d", BigDecimal.valueOf(86_400),
            "h", BigDecimal.valueOf(3_600),
            "m", BigDecimal.valueOf(60),
            "min", BigDecimal.valueOf(60),
            "s", BigDecimal.ONE,
            "sec", BigDecimal.ONE,
            "ms", new BigDecimal("0.001"));

    private static final String NUMBER = "\\d{1,15}(?:\\.\\d{1,15})?";
    private static final Pattern PART = Pattern.compile("(" + NUMBER + ") ?(d|h|min|m|sec|s|ms)(?![a-z])[ ,]*");
    private static final Pattern PARTS = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}(?:[.,]\\d{1,9})?)");
    private static final Pattern SECONDS = Pattern.compile(NUMBER);
    private static final int SHOWN = 100;

    private TimeOffset() {}

    /**
     * Reads an offset.
     *
     * @param value a text or a number of seconds
     * @return null if it is neither, or longer than 100 million years
     */
    public static @Nullable Duration parse(Object value) {
        String text = TimeParser.plain(ValueText.of(value)).toLowerCase(Locale.ROOT);
        boolean isNegative = text.startsWith("-") && !text.startsWith("-p");
        Duration offset = unsigned(isNegative ? text.substring(1).strip() : text);
        return offset != null && isNegative ? offset.negated() : offset;
    }

    /** Why {@link #parse} has found none, and what to do. */
    public static String complaint(Object value) {
        return "holds no distance in time: %s; write one such as 3s, 1m 23s, 00:01:23 or a number of seconds"
                .formatted(JsonText.abridged(value, SHOWN));
    }

    private static @Nullable Duration unsigned(String text) {
        if (SECONDS.matcher(text).matches()) {
            return ofSeconds(new BigDecimal(text));
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            BigDecimal hours = clock.group(1) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(1));
            return ofSeconds(hours.multiply(UNITS.get("h"))
                    .add(new BigDecimal(clock.group(2)).multiply(UNITS.get("m")))
                    .add(new BigDecimal(clock.group(3).replace(',', '.'))));
        }
        if (PARTS.matcher(text).matches()) {
            Matcher part = PART.matcher(text);
            BigDecimal seconds = BigDecimal.ZERO;
            while (part.find()) {
                seconds = seconds.add(new BigDecimal(part.group(1)).multiply(UNITS.get(part.group(2))));
            }
            return ofSeconds(seconds);
        }
        return iso(text);
    }

    private static @Nullable Duration iso(String text) {
        if (!text.startsWith("p") && !text.startsWith("-p")) {
            return null;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Duration ofSeconds(BigDecimal seconds) {
        BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.FLOOR);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return parts[0].precision() > 15 ? null : Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }
}
