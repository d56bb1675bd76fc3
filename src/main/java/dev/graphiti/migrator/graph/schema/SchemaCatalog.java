package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.model.ElementKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The constraints and indexes that a graph should have: every index that Graphiti makes, by Graphiti's names
 * ({@code graphiti_core/graph_queries.py}), but uniqueness constraints in the place of its nine plain uuid indexes.
 * Graphiti's later {@code CREATE INDEX .. IF NOT EXISTS} leaves those as they are.
 */
final class SchemaCatalog {
    /** Kinds of schema objects, as {@code SHOW INDEXES} calls the index. */
    enum ObjectType {
        UNIQUE,
        RANGE,
        FULLTEXT
    }

    /**
     * One object.
     *
     * @param on the label or relationship type
     */
    record Entry(String name, ObjectType type, String on, boolean node, List<String> properties) {
        String create() {
            String pattern = node ? "(x:" + on + ")" : "()-[x:" + on + "]-()";
            String property = "x." + properties.get(0);
            return switch (type) {
                case UNIQUE ->
                    "CREATE CONSTRAINT %s IF NOT EXISTS FOR %s REQUIRE %s IS UNIQUE".formatted(name, pattern, property);
                case RANGE -> createIndex(name);
                case FULLTEXT ->
                    "CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR %s ON EACH [x.%s]"
                            .formatted(name, pattern, String.join(", x.", properties));
            };
        }

        /** What Graphiti itself would make on the first of the properties, under a name that is fit for Cypher. */
        String createIndex(String as) {
            String pattern = node ? "(x:" + on + ")" : "()-[x:" + on + "]-()";
            return "CREATE INDEX %s IF NOT EXISTS FOR %s ON (x.%s)".formatted(as, pattern, properties.get(0));
        }

        String drop() {
            return type == ObjectType.UNIQUE
                    ? "DROP CONSTRAINT %s IF EXISTS".formatted(name)
                    : "DROP INDEX %s IF EXISTS".formatted(name);
        }
    }

    private SchemaCatalog() {}

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        unique(entries, "entity_uuid", ElementKind.ENTITY);
        unique(entries, "episode_uuid", ElementKind.EPISODIC);
        unique(entries, "community_uuid", ElementKind.COMMUNITY);
        unique(entries, "saga_uuid", ElementKind.SAGA);
        unique(entries, "relation_uuid", ElementKind.RELATES_TO);
        unique(entries, "mention_uuid", ElementKind.MENTIONS);
        unique(entries, "has_member_uuid", ElementKind.HAS_MEMBER);
        unique(entries, "has_episode_uuid", ElementKind.HAS_EPISODE);
        unique(entries, "next_episode_uuid", ElementKind.NEXT_EPISODE);

        range(entries, "entity_group_id", ElementKind.ENTITY, "group_id");
        range(entries, "episode_group_id", ElementKind.EPISODIC, "group_id");
        range(entries, "community_group_id", ElementKind.COMMUNITY, "group_id");
        range(entries, "saga_group_id", ElementKind.SAGA, "group_id");
        range(entries, "relation_group_id", ElementKind.RELATES_TO, "group_id");
        range(entries, "mention_group_id", ElementKind.MENTIONS, "group_id");
        range(entries, "has_episode_group_id", ElementKind.HAS_EPISODE, "group_id");
        range(entries, "next_episode_group_id", ElementKind.NEXT_EPISODE, "group_id");
        range(entries, "name_entity_index", ElementKind.ENTITY, "name");
        range(entries, "saga_name", ElementKind.SAGA, "name");
        range(entries, "created_at_entity_index", ElementKind.ENTITY, "created_at");
        range(entries, "created_at_episodic_index", ElementKind.EPISODIC, "created_at");
        range(entries, "valid_at_episodic_index", ElementKind.EPISODIC, "valid_at");
        range(entries, "name_edge_index", ElementKind.RELATES_TO, "name");
        range(entries, "created_at_edge_index", ElementKind.RELATES_TO, "created_at");
        range(entries, "expired_at_edge_index", ElementKind.RELATES_TO, "expired_at");
        range(entries, "valid_at_edge_index", ElementKind.RELATES_TO, "valid_at");
        range(entries, "invalid_at_edge_index", ElementKind.RELATES_TO, "invalid_at");

        fulltext(
                entries,
                "episode_content",
                ElementKind.EPISODIC,
                "content",
                "source",
                "source_description",
                "group_id");
        fulltext(entries, "node_name_and_summary", ElementKind.ENTITY, "name", "summary", "group_id");
        fulltext(entries, "community_name", ElementKind.COMMUNITY, "name", "group_id");
        fulltext(entries, "edge_name_and_fact", ElementKind.RELATES_TO, "name", "fact", "group_id");
        return List.copyOf(entries);
    }

    private static void unique(List<Entry> entries, String name, ElementKind kind) {
        entries.add(new Entry(name, ObjectType.UNIQUE, kind.graphName(), kind.isNode(), List.of("uuid")));
    }

    private static void range(List<Entry> entries, String name, ElementKind kind, String property) {
        entries.add(new Entry(name, ObjectType.RANGE, kind.graphName(), kind.isNode(), List.of(property)));
    }

    private static void fulltext(List<Entry> entries, String name, ElementKind kind, String... properties) {
        entries.add(new Entry(name, ObjectType.FULLTEXT, kind.graphName(), kind.isNode(), List.of(properties)));
    }
}
