package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a table must have to be one of GraphRAG's, of whatever version. */
final class RequiredColumns {
    private RequiredColumns() {}

    /** Each of these, in one of its spellings. */
    private static List<List<String>> of(Table table) {
        return switch (table) {
            case ENTITY_VECTORS, RELATIONSHIP_VECTORS -> List.of(List.of("id"), List.of("embedding"));
            case DOCUMENTS -> List.of(List.of("id"), List.of("text", "raw_content"));
            case TEXT_UNITS -> List.of(List.of("id"), List.of("text"));
            case ENTITIES -> List.of(List.of("id"), List.of("title", "name"), List.of("text_unit_ids"));
            case RELATIONSHIPS -> List.of(List.of("id"), List.of("source"), List.of("target"));
            case COVARIATES -> List.of(List.of("id"), List.of("subject_id"));
            case COMMUNITY_REPORTS -> List.of(List.of("community"), List.of("title"));
            case COMMUNITIES -> List.of(List.of("community", "id"), List.of("title"));
            case NODES -> List.of(List.of("title"), List.of("community"), List.of("level"));
        };
    }

    static void check(Table table, String file, Set<String> columns) {
        for (List<String> spellings : of(table)) {
            if (spellings.stream().noneMatch(columns::contains)) {
                throw new MigratorException(
                        Fault.SOURCE,
                        "%s is not the table %s of GraphRAG, because it has no column %s (its columns are %s); name the folder with GraphRAG's output."
                                .formatted(
                                        file,
                                        table.collection(),
                                        String.join(" or ", spellings),
                                        columns.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }
}
