package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time of a record or a fact, compiled: where it stands, how it is read, what stands in for it.
 *
 * @param what names the field in messages
 * @param path null where the records have no such field
 * @param ifMissing null where nobody expects one
 */
record TimePolicy(
        String what,
        @Nullable FieldPath path,
        TimeParser parser,
        @Nullable TimeFallback ifMissing,
        TimeFallback ifUnreadable) {
    /** The time, or null where the policy is to have none. */
    @Nullable
    Instant resolve(Scope scope, MappingContext draft) {
        Object value = path == null ? null : path.find(scope);
        if (value == null || isBlank(value)) {
            return missing(what, draft);
        }
        Instant time = parser.parse(value);
        return time == null ? unreadable(what, parser.complaint(value, ""), draft) : time;
    }

    static boolean isBlank(Object value) {
        return value instanceof String text && text.isBlank();
    }

    @Nullable
    Instant missing(String field, MappingContext draft) {
        return ifMissing == null
                ? null
                : fallBack(
                        ifMissing,
                        draft,
                        "no-time",
                        "the field " + field + " is missing; map another one or set if-missing");
    }

    @Nullable
    Instant unreadable(String field, String complaint, MappingContext draft) {
        draft.note(Note.TIME_UNREADABLE);
        return fallBack(ifUnreadable, draft, "unreadable-time", "the field %s %s".formatted(field, complaint));
    }

    private static @Nullable Instant fallBack(
            TimeFallback fallback, MappingContext draft, String reason, String message) {
        switch (fallback.kind()) {
            case FAIL_RECORD -> throw new MappingException(reason, message);
            case RUN_START -> {
                draft.note(Note.TIME_FROM_RUN_START);
                return draft.createdAt();
            }
            case CONSTANT -> {
                draft.note(Note.TIME_FROM_CONSTANT);
                return fallback.constant();
            }
            case NONE -> {
                draft.note(Note.TIME_LEFT_OUT);
                return null;
            }
        }
        throw new IllegalStateException(fallback.toString());
    }
}
