package dev.graphiti.migrator.mapping.path;

import org.jspecify.annotations.Nullable;

/**
 * An item of what {@code each} names.
 *
 * @param key its key in an object, or its position in a list, from 0
 */
public record Item(Object key, @Nullable Object value) {}
