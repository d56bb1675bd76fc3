package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the time of a record stands and how it is read; a missing or unreadable one follows a named policy. */
public record TimeMapping(
        @Setting(value = "The path of the field.", example = "opened_at") @Nullable
        String field,

        @Setting(
                value =
                        "If `field` is an offset, such as `3s`, `1m 23s`, `00:01:23` or a number of seconds: the path of the"
                                + " time from which it counts, or a constant time.",
                example = "recorded_at")
        @Nullable
        String offsetFrom,

        @Setting(
                value =
                        "The path of a whole number that is added to the time as microseconds, so that records with the same"
                                + " time keep their order.",
                example = "turn_no")
        @Nullable
        String step,

        @Setting(
                value = "The formats of times, tried in this order, for facts too: `iso`, `rfc-1123`,"
                        + " `epoch-seconds`, `epoch-millis`, `epoch-auto` (the unit is derived from the size) or a pattern such as"
                        + " `dd.MM.yyyy HH:mm`.",
                defaultValue = "[iso]")
        List<String> formats,

        @Setting(value = "The zone of times without a zone.", defaultValue = "UTC")
        String zone,

        @Setting(value = "The language of month and day names in patterns.", defaultValue = "en")
        String locale,

        @Setting(
                value = "What to do if the time is missing: `fail-record`, `run-start`, or a constant time.",
                defaultValue = "fail-record")
        String ifMissing,

        @Setting(
                value = "What to do with a time that cannot be read: `fail-record`, `run-start`, or a constant time.",
                defaultValue = "fail-record")
        String ifUnreadable)
        implements Serializable {
    public TimeMapping {
        formats = List.copyOf(formats);
        if (field != null) {
            FieldPath.parse(field, TemplateContext.RECORD);
        }
        if (step != null) {
            FieldPath.parse(step, TemplateContext.RECORD);
        }
        if (offsetFrom != null) {
            if (field == null) {
                throw new IllegalArgumentException("offset-from needs the field of the offset: add field");
            }
            FieldPath.parse(offsetFrom, TemplateContext.RECORD);
        }
        TimeParser.of(formats, zone, locale);
        TimeFallback.parse("if-missing", ifMissing, false);
        TimeFallback.parse("if-unreadable", ifUnreadable, false);
    }

    /** What holds where nothing is said; facts are then read by it. */
    public static TimeMapping defaults() {
        return new TimeMapping(
                null, null, null, List.of("iso"), "UTC", "en", TimeFallback.FAIL_RECORD, TimeFallback.FAIL_RECORD);
    }

    public TimeParser parser() {
        return TimeParser.of(formats, zone, locale);
    }
}
