package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.config.SkipRule;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.ValueText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A skip rule, compiled. */
final class SkipFilter {
    private final String rule;
    private final @Nullable FieldPath field;
    private final Set<String> values;
    private final @Nullable Pattern pattern;
    private final boolean ifMissing;
    private final boolean ifBlank;
    private final boolean not;

    SkipFilter(SkipRule options) {
        String path = options.field();
        String equalTo = options.equalTo();
        String regex = options.matches();
        this.rule = options.rule();
        this.field = path == null ? null : FieldPath.parse(path, TemplateContext.RECORD);
        this.values = new HashSet<>(options.in());
        if (equalTo != null) {
            values.add(equalTo);
        }
        this.pattern = regex == null ? null : SkipRule.compile(rule, regex);
        this.ifMissing = options.missing();
        this.ifBlank = options.blank();
        this.not = options.not();
    }

    String rule() {
        return rule;
    }

    boolean skips(Scope scope) {
        return field == null || test(field.find(scope)) != not;
    }

    private boolean test(@Nullable Object value) {
        if (ifMissing) {
            return value == null;
        }
        if (ifBlank) {
            return ValueText.of(value).isBlank();
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && testText(ValueText.of(item)));
        }
        return value != null && testText(ValueText.of(value));
    }

    private boolean testText(String text) {
        return pattern == null ? values.contains(text) : pattern.matcher(text).matches();
    }
}
