package dev.graphiti.migrator.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The borders that several element records share. */
public final class Checks {
    /** Neo4j's range index takes no key above 8,167 bytes; Graphiti indexes names. */
    static final int MAX_NAME_BYTES = 8_000;

    private static final Pattern GROUP_ID = Pattern.compile("[a-z0-9_]+");

    /**
     * Labels of the nodes that this tool keeps beside Graphiti's elements. It believes what stands on them, so no element may
     * pass for one, whatever its record says.
     */
    public static final Set<String> OWN_LABELS = Set.of(
            "MigrationBatch",
            "MigrationFormerValues",
            "MigrationLease",
            "MigrationRun",
            "MigrationSchema",
            "MigrationVectorSpace");

    private Checks() {}

    static boolean isOwn(String label) {
        return OWN_LABELS.contains(label);
    }

    static void identity(ElementKind kind, String uuid, String groupId) {
        if (uuid.isBlank()) {
            throw new IllegalArgumentException(kind.graphName() + " has no uuid");
        }
        if (!GROUP_ID.matcher(groupId).matches()) {
            throw new IllegalArgumentException(
                    "%s %s: group_id '%s' is not of the form [a-z0-9_]+".formatted(kind.graphName(), uuid, groupId));
        }
    }

    static void ends(ElementKind kind, String uuid, String sourceUuid, String targetUuid) {
        if (sourceUuid.isBlank() || targetUuid.isBlank()) {
            throw new IllegalArgumentException("%s %s lacks an end".formatted(kind.graphName(), uuid));
        }
    }

    static void name(ElementKind kind, String uuid, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("%s %s has no name".formatted(kind.graphName(), uuid));
        }
        // A char is at most three bytes in UTF-8, so short names need no encoding.
        if (name.length() > MAX_NAME_BYTES / 3 && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("%s %s: name is longer than %d bytes, which Neo4j cannot index"
                    .formatted(kind.graphName(), uuid, MAX_NAME_BYTES));
        }
    }

    /** The Python client fails on a whole result when one year lies outside 1 to 9999. */
    static void time(ElementKind kind, String uuid, String property, @Nullable Instant time) {
        if (time == null) {
            return;
        }
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException(
                    "%s %s: %s %s is outside the years 1 to 9999".formatted(kind.graphName(), uuid, property, time));
        }
    }
}
