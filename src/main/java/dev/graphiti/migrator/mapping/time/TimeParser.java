package dev.graphiti.migrator.mapping.time;

import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.ValueText;
import dev.graphiti.migrator.source.fields.ExactNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times as they are written in sources, cut to the microseconds that Graphiti keeps. */
public final class TimeParser {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ]")
            .appendPattern("[XX][XXXXX][X]") // +0200 and +02 besides +02:00
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Spares most texts of other forms the cost of an exception. */
    private static final Pattern ISO_FORM = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");

    private static final Pattern LONG_YEAR = Pattern.compile("\\d{5,}-");
    private static final Pattern TOO_FINE = Pattern.compile("(\\.\\d{9})\\d+");
    private static final int SHORTEST_EPOCH = 9;
    private static final int SHOWN = 100;

    /** One way to write a time; the text is that of the value. */
    private interface Format {
        @Nullable
        Instant read(Object value, String text);
    }

    private final List<Format> formats;

    private TimeParser(List<Format> formats) {
        this.formats = formats;
    }

    public static TimeParser of(List<String> formats, String zone, String locale) {
        ZoneId zoneId = zone(zone);
        List<Format> compiled = new ArrayList<>();
        for (String format : formats) {
            compiled.add(format(format, zoneId, Locale.forLanguageTag(locale)));
        }
        if (compiled.isEmpty()) {
            throw new IllegalArgumentException("formats is empty; name one, for instance iso");
        }
        return new TimeParser(compiled);
    }

    /** ISO times; UTC where they name no zone. */
    static TimeParser iso() {
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
        if (!(value instanceof String) && !(value instanceof Number) && !(value instanceof ExactNumber)) {
            return null;
        }
        String text = ValueText.of(value).strip();
        Instant outside = null;
        for (Format format : formats) {
            Instant time = format.read(value, text);
            Instant cut = time == null || isBeyondReckoning(time) ? time : time.truncatedTo(ChronoUnit.MICROS);
            if (cut != null && !isOutside(cut)) {
                return cut;
            }
            outside = outside == null ? cut : outside;
        }
        return outside;
    }

    private static boolean isOutside(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST);
    }

    private static boolean isBeyondReckoning(Instant time) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX);
    }

    private static Format format(String name, ZoneId zone, Locale locale) {
        return switch (name) {
            case "iso" ->
                (value, text) -> ISO_FORM.matcher(text).lookingAt() ? resolve(ISO, plainIso(text), zone) : null;
            case "epoch-seconds" -> epoch(number -> 6);
            case "epoch-millis" -> epoch(number -> 3);
            case "epoch-auto" -> {
                Format epoch = epoch(TimeParser::shiftBySize);
                yield (value, text) -> isShort(value, text) ? null : epoch.read(value, text);
            }
            default -> {
                DateTimeFormatter pattern = pattern(name, locale);
                yield (value, text) -> read(pattern, text, zone);
            }
        };
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a time zone; write one such as UTC or Europe/Berlin".formatted(zone), e);
        }
    }

    private static DateTimeFormatter pattern(String pattern, Locale locale) {
        try {
            DateTimeFormatterBuilder builder =
                    new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(properYear(pattern));
            if (pattern.matches("[^dDeEcwWQqYg]*[yu][^dDeEcwWQqYg]*")) {
                // Only the year, or the year and month, are written: it began with the first day.
                builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1).parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
            }
            // Else February 30 would be read as the 28th.
            return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is neither iso, epoch-seconds, epoch-millis, epoch-auto nor a pattern such as dd.MM.yyyy: %s"
                            .formatted(pattern, e.getMessage()),
                    e);
        }
    }

    /** The year of an era, which {@code y} means, is no year where no era is written; quoted text stays. */
    private static String properYear(String pattern) {
        StringBuilder proper = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            quoted ^= pattern.charAt(i) == '\'';
            if (!quoted && pattern.charAt(i) == 'y' && pattern.indexOf('G') < 0) {
                proper.setCharAt(i, 'u');
            }
        }
        return proper.toString();
    }

    /** A year has its sign beyond four digits, and nanoseconds are the finest that a clock can hold. */
    private static String plainIso(String text) {
        String finest = TOO_FINE.matcher(text).replaceFirst("$1");
        return LONG_YEAR.matcher(finest).lookingAt() ? "+" + finest : finest;
    }

    /** Fewer than nine digits are a year or a date such as 20240131, and hardly a time before 1973; 0 is the epoch. */
    private static boolean isShort(Object value, String text) {
        BigDecimal number = number(value, text);
        return number != null && number.signum() != 0 && number.precision() - number.scale() < SHORTEST_EPOCH;
    }

    /** Asks first whether the form fits, since a failure costs much more. */
    private static @Nullable Instant read(DateTimeFormatter formatter, String text, ZoneId zone) {
        ParsePosition position = new ParsePosition(0);
        boolean fits = formatter.parseUnresolved(text, position) != null && position.getIndex() == text.length();
        return fits ? resolve(formatter, text, zone) : null;
    }

    private static @Nullable Instant resolve(DateTimeFormatter formatter, String text, ZoneId zone) {
        try {
            TemporalAccessor time =
                    formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof ZonedDateTime zoned) {
                return zoned.toInstant();
            }
            LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
            return local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null; // of the right form, but no such time: February 30
        }
    }

    /** @param shift how many decimal places lead from the number's unit to microseconds */
    private static Format epoch(Function<BigDecimal, Integer> shift) {
        return (value, text) -> {
            BigDecimal number = number(value, text);
            if (number == null) {
                return null;
            }
            BigDecimal micros = number.scaleByPowerOfTen(shift.apply(number)).setScale(0, RoundingMode.FLOOR);
            if (micros.precision() > 18) {
                return micros.signum() < 0 ? Instant.MIN : Instant.MAX;
            }
            return Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
        };
    }

    /** Seconds up to the year 5138, then milliseconds, microseconds and nanoseconds. */
    private static int shiftBySize(BigDecimal number) {
        int digits = number.precision() - number.scale();
        return digits <= 11 ? 6 : digits <= 14 ? 3 : digits <= 17 ? 0 : -3;
    }

    private static @Nullable BigDecimal number(Object value, String text) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) && Math.abs(number) < 1e19 ? BigDecimal.valueOf(number) : null;
        }
        if (text.isEmpty() || text.length() > 30) {
            return null;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != '.' && (c != '-' || i > 0)) {
                return null;
            }
        }
        return digits == 0 || text.indexOf('.') != text.lastIndexOf('.') ? null : new BigDecimal(text);
    }
}
