package dev.graphiti.migrator.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One key of a section, in the order of the record's components; the texts are YAML. */
record Key(
        String name,
        String description,
        ValueType type,
        boolean nullable,
        @Nullable String defaultText,
        @Nullable String example,
        Bounds bounds,
        Method accessor) {

    static Key of(RecordComponent component, ValueType type, boolean nullable) {
        Setting setting = component.getAnnotation(Setting.class);
        String where = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
        if (setting == null) {
            throw new IllegalArgumentException(where + " has no @Setting; say what it means");
        }
        if (nullable && component.getType().isPrimitive()) {
            throw new IllegalArgumentException(where + " is primitive and cannot be @Nullable; box it");
        }
        Method accessor = component.getAccessor();
        accessor.setAccessible(true); // records of other packages may be package-private
        return new Key(
                setting.key().isEmpty() ? kebab(component.getName()) : setting.key(),
                setting.value(),
                type,
                nullable,
                blankToNull(setting.defaultValue()),
                blankToNull(setting.example()),
                Bounds.of(type, setting.min(), setting.max(), where),
                accessor);
    }

    /** Whether {@code off} may stand in place of its section. */
    boolean canBeOff() {
        return nullable && defaultText != null && type instanceof ValueType.Nested;
    }

    @Nullable
    Object valueIn(Object owner) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessor of " + name + " failed", e);
        }
    }

    static String kebab(String camelCase) {
        return camelCase
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
