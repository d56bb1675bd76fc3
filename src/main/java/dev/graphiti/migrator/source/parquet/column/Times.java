package dev.graphiti.migrator.source.parquet.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** Times as ISO texts; one that no calendar holds stays the number it is. */
final class Times {
    private static final long JULIAN_EPOCH = 2_440_588;

    private Times() {}

    static Object ofDay(long day) {
        try {
            return LocalDate.ofEpochDay(day).toString();
        } catch (DateTimeException e) {
            return day;
        }
    }

    /** With a Z at the end when it is a point in time, without when it is what some local clock showed. */
    static Object ofTimestamp(long value, TimeUnit unit, boolean utc) {
        Instant time = instant(value, unit);
        return utc
                ? time.toString()
                : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static Instant instant(long value, TimeUnit unit) {
        long perSecond = perSecond(unit);
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond));
    }

    static Object ofTime(long value, TimeUnit unit) {
        long nanos = value * (1_000_000_000L / perSecond(unit));
        try {
            return LocalTime.ofNanoOfDay(nanos).toString();
        } catch (DateTimeException e) {
            return value;
        }
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }

    /** The old form of Impala, Hive and Spark: nanoseconds of a Julian day, taken as UTC. */
    static Object ofInt96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long days = bytes.getInt() - JULIAN_EPOCH;
        return Instant.EPOCH.plus(Duration.ofDays(days)).plusNanos(nanos).toString();
    }

    /** Months, days and milliseconds, as an ISO duration. */
    static Object ofInterval(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        String months = Integer.toUnsignedString(bytes.getInt());
        String days = Integer.toUnsignedString(bytes.getInt());
        Duration time = Duration.ofMillis(Integer.toUnsignedLong(bytes.getInt()));
        return "P%sM%sD%s".formatted(months, days, time.toString().substring(1));
    }
}
