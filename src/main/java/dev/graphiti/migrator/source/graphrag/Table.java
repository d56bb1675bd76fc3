package dev.graphiti.migrator.source.graphrag;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables of an output, in the order in which they are read: what offers something comes before what asks for it, and
 * nodes come before their edges, so that little has to wait.
 */
enum Table {
    ENTITY_VECTORS("entity_vectors", "embeddings.entity.title", "embeddings.entity_title"),
    DOCUMENTS("documents"),
    TEXT_UNITS("text_units"),
    ENTITIES("entities"),
    RELATIONSHIP_VECTORS(
            "relationship_vectors", "embeddings.relationship.description", "embeddings.relationship_description"),
    RELATIONSHIPS("relationships"),
    COVARIATES("covariates"),
    COMMUNITY_REPORTS("community_reports"),
    COMMUNITIES("communities"),
    NODES("nodes");

    /** What a file's name begins with up to version 1. */
    static final String OLD_PREFIX = "create_final_";

    private static final String SUFFIX = ".parquet";

    private final String collection;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes none that can change.
    private final List<String> names;

    Table(String collection, String... names) {
        this.collection = collection;
        this.names = names.length == 0 ? List.of(collection) : List.of(names);
    }

    /** The name of its records in counts, messages and identities. */
    String collection() {
        return collection;
    }

    boolean holdsVectors() {
        return this == ENTITY_VECTORS || this == RELATIONSHIP_VECTORS;
    }

    /** Whether the name is one of a file that could be a table. */
    static boolean isParquet(String fileName) {
        int start = fileName.length() - SUFFIX.length();
        return fileName.regionMatches(true, start, SUFFIX, 0, SUFFIX.length());
    }

    /** The table that a file of this name holds, if it holds one that is read. */
    static Optional<Table> ofFile(String fileName) {
        if (!isParquet(fileName)) {
            return Optional.empty();
        }
        String stem = fileName.substring(0, fileName.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
        String name = stem.startsWith(OLD_PREFIX) ? stem.substring(OLD_PREFIX.length()) : stem;
        return Arrays.stream(values())
                .filter(table -> table.names.contains(name))
                .findFirst();
    }
}
