package dev.graphiti.migrator.source.bolt;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Cypher text around names that come from outside. */
public final class Cypher {
    private Cypher() {}

    /** A label, type or property name, quoted so that it cannot be anything else. */
    public static String name(String name) {
        // A name may be written as an escape of Unicode, which Cypher resolves before it looks for quotes.
        return "`" + name.replace("\\u", "\\u005Cu").replace("`", "``") + "`";
    }

    /** {@code :`A`|`B`}, or nothing for any type. */
    static String types(List<String> types) {
        return types.isEmpty() ? "" : ":" + types.stream().map(Cypher::name).collect(Collectors.joining("|"));
    }

    /** A further condition behind others. */
    static String and(String condition) {
        return condition.isEmpty() ? "" : " AND (" + condition + ")";
    }

    public static String where(String condition) {
        return condition.isEmpty() ? "" : " WHERE " + condition;
    }
}
