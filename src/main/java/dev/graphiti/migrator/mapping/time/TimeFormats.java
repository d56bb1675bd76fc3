package dev.graphiti.migrator.mapping.time;

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
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of times, by the names that the configuration has for them. */
final class TimeFormats {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ]")
            .appendPattern("[XX][XXXXX][X]") // +0200 and +02 as well as +02:00
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
    private static final Pattern UTC = Pattern.compile("(?<=\\d) ?(UTC|GMT)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOO_FINE = Pattern.compile("(\\.\\d{9})\\d+");
    private static final int SHORTEST_EPOCH = 9;

    private TimeFormats() {}

    /**
     * Compiles a format.
     *
     * @throws IllegalArgumentException if the name is neither one of ours nor a pattern
     */
    static TimeFormat of(String name, ZoneId zone, Locale locale) {
        return switch (name) {
            case "iso" -> (value, text) -> iso(text, zone);
            case "rfc-1123" -> (value, text) -> RfcDate.read(text);
            case "epoch-seconds" -> epoch(number -> 6);
            case "epoch-millis" -> epoch(number -> 3);
            case "epoch-auto" -> {
                TimeFormat epoch = epoch(TimeFormats::shiftBySize);
                yield (value, text) -> isShort(value, text) ? null : epoch.read(value, text);
            }
            default -> {
                DateTimeFormatter pattern = pattern(name, locale);
                yield (value, text) -> read(pattern, text, zone);
            }
        };
    }

    private static @Nullable Instant iso(String text, ZoneId zone) {
        Instant usual = UsualTime.read(text);
        if (usual != null) {
            return usual;
        }
        return ISO_FORM.matcher(text).lookingAt() ? resolve(ISO, plainIso(text), zone) : null;
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
                    "'%s' is neither iso, rfc-1123, epoch-seconds, epoch-millis, epoch-auto nor a pattern such as dd.MM.yyyy: %s"
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

    /** A year has its sign beyond four digits, nanoseconds are the finest that a clock can hold, and {@code UTC} is Z. */
    private static String plainIso(String text) {
        String finest = TOO_FINE.matcher(UTC.matcher(text).replaceFirst("Z")).replaceFirst("$1");
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
    private static TimeFormat epoch(Function<BigDecimal, Integer> shift) {
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
