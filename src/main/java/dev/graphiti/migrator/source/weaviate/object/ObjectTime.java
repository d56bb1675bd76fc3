package dev.graphiti.migrator.source.weaviate.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times of objects: milliseconds since 1970 in fact, nanoseconds by some descriptions, so told by their size. */
final class ObjectTime {
    private ObjectTime() {}

    /** In ISO form, so that both readers give one text. */
    static String text(long sinceEpoch) {
        return instant(sinceEpoch).toString();
    }

    private static Instant instant(long sinceEpoch) {
        long size = Math.abs(sinceEpoch);
        if (size < 100_000_000_000L) {
            return Instant.ofEpochSecond(sinceEpoch);
        } else if (size < 100_000_000_000_000L) {
            return Instant.ofEpochMilli(sinceEpoch);
        } else if (size < 100_000_000_000_000_000L) {
            return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
        }
        return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.NANOS);
    }
}
