package dev.graphiti.migrator.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of the configuration; the key is the component's name with words joined by {@code -}. A component
 * without a default is required, unless it is {@code @Nullable}, or a record, list or map, which then is empty.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it means, one or two sentences. */
    String value();

    /** The default as it would stand in YAML; variables are not filled in. */
    String defaultValue() default "";

    /** An example as it would stand in YAML. */
    String example() default "";

    /** The least value, as it would stand in YAML; for numbers, durations and sizes. */
    String min() default "";

    /** The greatest value, as it would stand in YAML. */
    String max() default "";

    /** Another key, where the component's name cannot be it. */
    String key() default "";
}
