package dev.graphiti.migrator.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names one record of a sealed interface: it is chosen by the key {@code type} with this value. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {
    String value();

    /** What choosing it means, one or two sentences. */
    String description();
}
