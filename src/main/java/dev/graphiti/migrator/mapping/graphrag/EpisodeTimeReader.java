package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads times by the configured rules, compiled. */
final class EpisodeTimeReader {
    private final String field;
    private final TimeParser parser;
    private final TimeParser claimParser;
    private final TimeFallback ifMissing;
    private final TimeFallback ifUnreadable;

    EpisodeTimeReader(EpisodeTime time) {
        this.field = time.field();
        this.parser = TimeParser.of(time.formats(), time.zone(), "en");
        this.claimParser = TimeParser.of(List.of("iso"), time.zone(), "en");
        this.ifMissing = TimeFallback.parse("source.time.if-missing", time.ifMissing(), false);
        this.ifUnreadable = TimeFallback.parse("source.time.if-unreadable", time.ifUnreadable(), false);
    }

    /** The column of documents with their time. */
    String field() {
        return field;
    }

    /** When an episode happened, by what its document says. */
    Instant episode(@Nullable Object value, Product product) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return fallBack(
                    ifMissing,
                    product,
                    "no-time",
                    "its document has no %s; name another column with source.time.field, or set source.time.if-missing"
                            .formatted(field));
        }
        Instant time = parser.parse(value);
        if (time != null) {
            return time;
        }
        product.note(Note.TIME_UNREADABLE);
        return fallBack(
                ifUnreadable,
                product,
                "unreadable-time",
                "%s of its document %s".formatted(field, parser.complaint(value, "source.time.")));
    }

    /** A date of a claim; GraphRAG writes NONE, with or without stars, where it knows none. */
    @Nullable
    Instant claim(@Nullable String text, Product product) {
        if (text == null || Row.saysNone(text)) {
            return null;
        }
        Instant time = claimParser.parse(text);
        if (time == null) {
            product.note(Note.TIME_UNREADABLE);
            product.note(Note.TIME_LEFT_OUT);
        }
        return time;
    }

    private static Instant fallBack(TimeFallback fallback, Product product, String reason, String message) {
        return switch (fallback.kind()) {
            case RUN_START -> {
                product.note(Note.TIME_FROM_RUN_START);
                yield product.createdAt();
            }
            case CONSTANT -> {
                product.note(Note.TIME_FROM_CONSTANT);
                yield Objects.requireNonNull(fallback.constant());
            }
            case FAIL_RECORD, NONE -> throw new MappingException(reason, message);
        };
    }
}
