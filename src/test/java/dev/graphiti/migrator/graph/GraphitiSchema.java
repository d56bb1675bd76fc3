package dev.graphiti.migrator.graph;

import java.util.List;

/** The 27 range and 4 full-text indexes that a Graphiti client makes in whatever database it connects to. */
public final class GraphitiSchema {
    private GraphitiSchema() {}

    public static final List<String> STATEMENTS = List.of(
            range("entity_uuid", "(n:Entity)", "uuid"),
            range("episode_uuid", "(n:Episodic)", "uuid"),
            range("community_uuid", "(n:Community)", "uuid"),
            range("saga_uuid", "(n:Saga)", "uuid"),
            range("relation_uuid", "()-[n:RELATES_TO]-()", "uuid"),
            range("mention_uuid", "()-[n:MENTIONS]-()", "uuid"),
            range("has_member_uuid", "()-[n:HAS_MEMBER]-()", "uuid"),
            range("has_episode_uuid", "()-[n:HAS_EPISODE]-()", "uuid"),
            range("next_episode_uuid", "()-[n:NEXT_EPISODE]-()", "uuid"),
            range("entity_group_id", "(n:Entity)", "group_id"),
            range("episode_group_id", "(n:Episodic)", "group_id"),
            range("community_group_id", "(n:Community)", "group_id"),
            range("saga_group_id", "(n:Saga)", "group_id"),
            range("relation_group_id", "()-[n:RELATES_TO]-()", "group_id"),
            range("mention_group_id", "()-[n:MENTIONS]-()", "group_id"),
            range("has_episode_group_id", "()-[n:HAS_EPISODE]-()", "group_id"),
            range("next_episode_group_id", "()-[n:NEXT_EPISODE]-()", "group_id"),
            range("name_entity_index", "(n:Entity)", "name"),
            range("saga_name", "(n:Saga)", "name"),
            range("created_at_entity_index", "(n:Entity)", "created_at"),
            range("created_at_episodic_index", "(n:Episodic)", "created_at"),
            range("valid_at_episodic_index", "(n:Episodic)", "valid_at"),
            range("name_edge_index", "()-[n:RELATES_TO]-()", "name"),
            range("created_at_edge_index", "()-[n:RELATES_TO]-()", "created_at"),
            range("expired_at_edge_index", "()-[n:RELATES_TO]-()", "expired_at"),
            range("valid_at_edge_index", "()-[n:RELATES_TO]-()", "valid_at"),
            range("invalid_at_edge_index", "()-[n:RELATES_TO]-()", "invalid_at"),
            fulltext("episode_content", "(n:Episodic)", "n.content, n.source, n.source_description, n.group_id"),
            fulltext("node_name_and_summary", "(n:Entity)", "n.name, n.summary, n.group_id"),
            fulltext("community_name", "(n:Community)", "n.name, n.group_id"),
            fulltext("edge_name_and_fact", "()-[n:RELATES_TO]-()", "n.name, n.fact, n.group_id"));

    private static String range(String name, String pattern, String property) {
        return "CREATE INDEX " + name + " IF NOT EXISTS FOR " + pattern + " ON (n." + property + ")";
    }

    private static String fulltext(String name, String pattern, String properties) {
        return "CREATE FULLTEXT INDEX " + name + " IF NOT EXISTS FOR " + pattern + " ON EACH [" + properties + "]";
    }
}
