package dev.graphiti.migrator.mapping.time;

import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.ValueText;
import dev.graphiti.migrator.source.fields.ExactNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times as they are written in sources, cut to the microseconds that Graphiti keeps. */
public final class TimeParser {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern SPACES = Pattern.compile("[\\u00a0\\u2007\\u2009\\u202f]");
    private static final int SHOWN = 100;

    private final List<TimeFormat> formats;

    private TimeParser(List<TimeFormat> formats) {
        this.formats = formats;
    }

    public static TimeParser of(List<String> formats, String zone, String locale) {
        ZoneId zoneId = zone(zone);
        List<TimeFormat> compiled = new ArrayList<>();
        for (String format : formats) {
            compiled.add(TimeFormats.of(plain(format), zoneId, Locale.forLanguageTag(locale)));
        }
        if (compiled.isEmpty()) {
            throw new IllegalArgumentException("formats is empty; name one, for instance iso");
        }
        return new TimeParser(compiled);
    }

    /** ISO times; UTC where they name no zone. */
    public static TimeParser iso() {
        return of(List.of("iso"), "UTC", "en");
    }

    /** The time, or null when no format fits or it is outside the years 1 to 9999. */
    public @Nullable Instant parse(Object value) {
        Instant time = read(value);
        return time == null || isOutside(time) ? null : time;
    }

    /**
     * Why {@link #parse} has found none, and what to do.
     *
     * @param prefix of the keys that are to be set
     */
    public String complaint(Object value, String prefix) {
        String shown = JsonText.abridged(value, SHOWN);
        return read(value) == null
                ? "holds no time in a known format: %s; add the format to %sformats or set %sif-unreadable"
                        .formatted(shown, prefix, prefix)
                : "holds a time outside the years 1 to 9999 in UTC: %s; set %sif-unreadable".formatted(shown, prefix);
    }

    /** The first time inside the years 1 to 9999, or else the first one outside. */
    private @Nullable Instant read(Object value) {
        if (value instanceof Map<?, ?> object) {
            return cut(SecondsAndNanos.read(object));
        }
        if (!(value instanceof String) && !(value instanceof Number) && !(value instanceof ExactNumber)) {
            return null;
        }
        String text = plain(ValueText.of(value));
        Instant outside = null;
        for (TimeFormat format : formats) {
            Instant cut = cut(format.read(value, text));
            if (cut != null && !isOutside(cut)) {
                return cut;
            }
            outside = outside == null ? cut : outside;
        }
        return outside;
    }

    /** Formatters of several languages write other spaces: a narrow one before PM, for instance. */
    static String plain(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /** Whether Graphiti's clients cannot read it. */
    public static boolean isOutside(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST);
    }

    private static @Nullable Instant cut(@Nullable Instant time) {
        return time == null || isBeyondReckoning(time) ? time : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean isBeyondReckoning(Instant time) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX);
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a time zone; write one such as UTC or Europe/Berlin".formatted(zone), e);
        }
    }
}
