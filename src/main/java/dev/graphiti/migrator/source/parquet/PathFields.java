package dev.graphiti.migrator.source.parquet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the path of a file tells of its records, and the file itself does not. */
record PathFields(ParquetLayout layout) {
    static final String NAMESPACE = "namespace";

    /** How Hive, Spark and their kin write that there is no value. */
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    Map<String, @Nullable String> of(String path) {
        return layout == ParquetLayout.PLAIN ? partitions(path) : Map.of(NAMESPACE, folder(path));
    }

    /** The name of the folder that holds the file. */
    static String folder(String path) {
        String[] parts = path.split("/", -1);
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    /** Columns that a table is partitioned by stand in the names of folders, as {@code year=2025}. */
    private static Map<String, @Nullable String> partitions(String path) {
        String[] parts = path.split("/", -1);
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        for (int i = 0; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                String value = parts[i].substring(equals + 1);
                fields.put(parts[i].substring(0, equals), value.equals(NO_VALUE) ? null : decoded(value));
            }
        }
        return fields;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
