package dev.graphiti.migrator.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the configuration.
 *
 * @param path where it is first met, such as {@code write.retry}, {@code rules[]}, {@code labels.<name>} or
 *     {@code source(json).files}; empty for the root
 * @param variant the value of {@code type} that chooses it, if something does
 */
record Section(
        Class<?> type,
        String path,
        String description,
        @Nullable String variant,
        List<Key> keys) {
    /** How a message names the place {@code path}. */
    static String named(String path) {
        return path.isEmpty() ? "at the top level" : "in section '" + path + "'";
    }

    /** The place of a key in the section at {@code path}. */
    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /**
     * The record with these values, in the order of the keys.
     *
     * @throws IllegalArgumentException if the record refuses them
     */
    Object build(@Nullable Object[] values) {
        Class<?>[] types =
                keys.stream().map(key -> key.accessor().getReturnType()).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // records of other packages may be package-private
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            // Also what a constructor calls may refuse a value, each library with an exception of its own.
            if (e.getCause() instanceof RuntimeException refusal) {
                throw new IllegalArgumentException(refusal.getMessage(), refusal);
            }
            throw new IllegalStateException(type.getName() + " failed on its values", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be built", e);
        }
    }

    List<String> keyNames() {
        return keys.stream().map(Key::name).toList();
    }
}
