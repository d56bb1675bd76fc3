package dev.graphiti.migrator.config;

import java.util.List;

/** What stands behind a key. */
sealed interface ValueType permits Scalar, ValueType.ListOf, ValueType.MapOf, ValueType.Nested, ValueType.OneOf {
    /** The noun phrase of a message: the key "expects ...". */
    String expects();

    record ListOf(ValueType item) implements ValueType {
        @Override
        public String expects() {
            return "a list";
        }
    }

    /** Keys that the user chooses, in the order in which they are written. */
    record MapOf(ValueType item) implements ValueType {
        @Override
        public String expects() {
            return "a section";
        }
    }

    record Nested(Class<?> type) implements ValueType {
        @Override
        public String expects() {
            return "a section";
        }
    }

    /** One of several records, chosen by the key {@code type}. */
    record OneOf(Class<?> type, List<Class<?>> variants) implements ValueType {
        @Override
        public String expects() {
            return "a section";
        }
    }
}
