package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a program can read in addition to the fields of its record. A value that the source does not have is null. */
final class RecordVariables {
    /** Without their dollar signs. */
    static final Set<String> NAMES = Set.of("file", "folder", "index", "id", "collection", "source");

    private static final Pattern LAST_NUMBER = Pattern.compile("([0-9]{1,18})[^0-9]*\\z");

    private RecordVariables() {}

    /** Those that the program reads. */
    static Map<String, JsonNode> of(SourceRecord record, JqProgram program) {
        Map<String, JsonNode> values = new HashMap<>();
        for (String name : NAMES) {
            if (program.uses(name)) {
                values.put(name, JqNodes.node(value(name, record)));
            }
        }
        return values;
    }

    private static @Nullable Object value(String name, SourceRecord record) {
        RecordOrigin origin = record.origin();
        return switch (name) {
            case "index" -> index(origin.position());
            case "id" -> origin.id().isEmpty() ? null : origin.id();
            case "collection" -> origin.collection();
            case "source" -> record.about().root();
            default -> record.about().root().get(name);
        };
    }

    private static @Nullable Long index(String position) {
        Matcher number = LAST_NUMBER.matcher(position);
        return number.find() ? Long.valueOf(number.group(1)) : null;
    }
}
