package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import java.io.Serializable;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fact between two entities of the record, or of one entity. Not made when an end is missing, or when its name or text
 * is blank.
 */
public record FactMapping(
        @Setting(value = "The predicate, a text.", example = "MADE_BY")
        String name,

        @Setting(
                value =
                        "How the words of the predicate are joined: `keep`, or `upper-snake`, which makes `attributed-to` and"
                                + " `attributedTo` `ATTRIBUTED_TO`, as Graphiti writes predicates.",
                defaultValue = "keep")
        TextCase nameCase,

        @Setting(value = "The source entity.", defaultValue = "this")
        String from,

        @Setting(value = "The target entity.", example = "supplier")
        String to,

        @Setting(
                value = "The text of the fact, a path or a text, in which `from.name` and `to.name` are the ends."
                        + " If omitted, the ends with the predicate in words between them.",
                example = "\"{from.name} is made by {to.name}\"")
        @Nullable
        String fact,

        @Setting("The path of the time from which the fact is valid. If omitted, the record's time.") @Nullable
        String validAt,

        @Setting("The path of the time from which the fact is no longer valid.") @Nullable
        String invalidAt,

        @Setting(
                value = "What to do if the field `valid-at` is missing: `none`, `fail-record`, `run-start`, or a"
                        + " constant time.",
                defaultValue = "none")
        String ifMissing,

        @Setting(
                value = "What to do if one of the two times cannot be read: `none`, `fail-record`, `run-start`, or a"
                        + " constant time.",
                defaultValue = "fail-record")
        String ifUnreadable,

        @Setting("The path of the vector of the text.") @Nullable
        String vector,

        @Setting("The fields that become attributes. If omitted, none.")
        AttributeMapping attributes)
        implements Serializable {
    public FactMapping {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the fact has no name");
        }
        TimeFallback.parse("if-missing", ifMissing, true);
        TimeFallback.parse("if-unreadable", ifUnreadable, true);
    }

    /** Whether its text is made of the names of its ends. A vector of the record is that of a text that stays as it is. */
    public boolean namesItsEnds() {
        return vector == null && (fact == null || fact.contains("from.name") || fact.contains("to.name"));
    }

    /** Refuses what can never be right where the fact stands. */
    void check(TemplateContext context) {
        Template.text(name, context);
        if (fact != null) {
            Template.value(fact, context);
        }
        attributes.check(context, Attribute.RESERVED_OF_FACTS);
        Stream.of(validAt, invalidAt, vector).filter(Objects::nonNull).forEach(path -> FieldPath.parse(path, context));
    }
}
