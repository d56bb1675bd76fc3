package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Leaves records out, counted by the rule's name. Without a condition it leaves out all. */
public record SkipRule(
        @Setting(value = "The name to count by.", example = "draft")
        String rule,

        @Setting("The path of the field to check; for a list, one matching item is sufficient.") @Nullable
        String field,

        @Setting(value = "Skips the record if the field has this value.", key = "equals") @Nullable
        String equalTo,

        @Setting("Skips the record if the field has one of these values.")
        List<String> in,

        @Setting("Skips the record if the whole field matches this regular expression.") @Nullable
        String matches,

        @Setting(value = "Skips the record if the field is missing or null.", defaultValue = "false")
        boolean missing,

        @Setting(value = "Skips the record if the field is missing, null or blank.", defaultValue = "false")
        boolean blank,

        @Setting(value = "Negates the condition.", defaultValue = "false")
        boolean not)
        implements Serializable {
    public SkipRule {
        in = List.copyOf(in);
        if (rule.isBlank()) {
            throw new IllegalArgumentException("the rule has no name to count by");
        }
        int conditions = (equalTo == null ? 0 : 1)
                + (in.isEmpty() ? 0 : 1)
                + (matches == null ? 0 : 1)
                + (missing ? 1 : 0)
                + (blank ? 1 : 0);
        if (field == null ? conditions > 0 || not : conditions != 1) {
            throw new IllegalArgumentException(("the rule '%s' needs a field with one of equals, in, matches, missing"
                            + " and blank, or nothing at all to skip every record")
                    .formatted(rule));
        }
        if (field != null) {
            FieldPath.parse(field, TemplateContext.RECORD);
        }
        if (matches != null) {
            compile(rule, matches);
        }
    }

    boolean isUnconditional() {
        return field == null;
    }

    public static Pattern compile(String rule, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the rule '%s' has no valid regular expression: %s".formatted(rule, e.getDescription()));
        }
    }
}
