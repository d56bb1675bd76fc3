package dev.graphiti.migrator.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration looks like: a root record whose components carry {@link Setting}, and the records that each of
 * its interfaces may be. Reader, JSON Schema, reference page and the text of a configuration all follow from it.
 *
 * <p>A component is a String, a number, a boolean, an enum, a Duration, a {@link ByteSize}, an Instant, a
 * {@link Secret}, a record, an interface with variants, or a List or Map (by text) of these.
 */
public record ConfigShape<T extends Record>(Class<T> root, Map<Class<?>, List<Class<?>>> variants) {
    public ConfigShape {
        variants = Map.copyOf(variants);
    }

    public static <T extends Record> ConfigShape<T> of(Class<T> root) {
        return new ConfigShape<>(root, Map.of());
    }

    /** Names the records of an interface, each with {@link Variant}; a sealed interface knows its own. */
    public <V> ConfigShape<T> withVariants(Class<V> type, List<Class<? extends V>> records) {
        Map<Class<?>, List<Class<?>>> more = new HashMap<>(variants);
        more.put(type, List.copyOf(records));
        return new ConfigShape<>(root, more);
    }

    /**
     * Reads the annotations.
     *
     * @throws IllegalArgumentException if a record is not of the form above
     */
    Sections sections() {
        return new Sections(this);
    }
}
