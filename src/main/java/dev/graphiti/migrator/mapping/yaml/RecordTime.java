package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.config.TimeMapping;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import dev.graphiti.migrator.mapping.time.TimeOffset;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The time of a record, compiled: a field, or a base and an offset from it, and a step that keeps the order of equal times. */
final class RecordTime {
    private static final int SHOWN = 100;

    /** Of the field, or of the base. */
    private final TimePolicy time;

    private final @Nullable Instant constantBase;
    private final @Nullable FieldPath offset;
    private final @Nullable FieldPath step;

    RecordTime(TimeMapping mapping, TimeParser parser) {
        String base = mapping.offsetFrom();
        String field = base == null ? mapping.field() : base;
        this.constantBase = base == null ? null : TimeParser.iso().parse(base);
        this.offset = base == null ? null : path(mapping.field());
        this.step = path(mapping.step());
        this.time = new TimePolicy(
                field == null ? "time" : field,
                path(field),
                parser,
                TimeFallback.parse("if-missing", mapping.ifMissing(), false),
                TimeFallback.parse("if-unreadable", mapping.ifUnreadable(), false));
    }

    private static @Nullable FieldPath path(@Nullable String text) {
        return text == null ? null : FieldPath.parse(text, TemplateContext.RECORD);
    }

    /**
     * The time of a record.
     *
     * @throws MappingException if it is missing or unreadable, and the policy is to fail
     */
    Instant resolve(Scope scope, MappingContext draft) {
        Instant without = offset == null ? time.resolve(scope, draft) : fromBase(scope, draft, offset);
        // The policies of a record always give a time.
        Instant found = Objects.requireNonNull(without);
        return step == null ? found : stepped(found, scope, step);
    }

    private @Nullable Instant fromBase(Scope scope, MappingContext draft, FieldPath path) {
        Object value = path.find(scope);
        if (value == null || TimePolicy.isBlank(value)) {
            return time.missing(path.toString(), draft);
        }
        Duration distance = TimeOffset.parse(value);
        if (distance == null) {
            return time.unreadable(path.toString(), TimeOffset.complaint(value), draft);
        }
        Instant base = constantBase == null ? time.resolve(scope, draft) : constantBase;
        try {
            Instant sum = Objects.requireNonNull(base).plus(distance).truncatedTo(ChronoUnit.MICROS);
            return TimeParser.isOutside(sum) ? outside(path, draft) : sum;
        } catch (DateTimeException | ArithmeticException e) {
            return outside(path, draft);
        }
    }

    private @Nullable Instant outside(FieldPath path, MappingContext draft) {
        return time.unreadable(path.toString(), "leads outside the years 1 to 9999 in UTC; set if-unreadable", draft);
    }

    private static Instant stepped(Instant found, Scope scope, FieldPath path) {
        Object value = path.find(scope);
        if (!(value instanceof Long number) || Math.abs(number) > 1_000_000_000_000L) {
            throw new MappingException(
                    "unreadable-time",
                    "the field %s is not a whole number of microseconds: %s; name another one with step"
                            .formatted(path, JsonText.abridged(value, SHOWN)));
        }
        return found.plus(number, ChronoUnit.MICROS);
    }
}
