package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;

/**
 * The Cypher of each kind. A statement takes {@code $rows}, each with {@code i} (its index), {@code uuid}, {@code props},
 * {@code labels} and {@code vector} for nodes, {@code source} and {@code target} for edges, and returns for every row it
 * wrote or found {@code i}, {@code ours} (whether this run made the element) and {@code before} (what it replaced). A row
 * that does not come back was not written: an end of the edge is missing.
 *
 * <p>An element is ours when it has just been created, or was by an earlier attempt of this run, which {@code created_at}
 * tells: it is the run's start, and the same for all that a run makes. Ours are written in full, so that a replay after a
 * crash ends in the same graph; all others are treated as {@code on-existing} says.
 */
final class Statements {
    private Statements() {}

    static String of(ElementKind kind, OnExisting onExisting) {
        String match = kind.isNode() ? mergeNode(kind) : mergeRelationship(kind);
        return "UNWIND $rows AS row\n" + match + "WITH x, row, x.created_at AS existed\n"
                + "WITH x, row, existed, existed IS NULL OR existed = row.props.created_at AS ours\n"
                + before(onExisting)
                + set(kind, onExisting)
                + vector(kind, onExisting)
                + "RETURN row.i AS i, ours, before";
    }

    private static String mergeNode(ElementKind kind) {
        return "MERGE (x:%s {uuid: row.uuid})\n".formatted(kind.graphName());
    }

    private static String mergeRelationship(ElementKind kind) {
        return "MATCH (s:%s {uuid: row.source})\nMATCH (t:%s {uuid: row.target})\nMERGE (s)-[x:%s {uuid: row.uuid}]->(t)\n"
                .formatted(source(kind), target(kind), kind.graphName());
    }

    private static String source(ElementKind kind) {
        return switch (kind) {
            case RELATES_TO -> "Entity";
            case MENTIONS, NEXT_EPISODE -> "Episodic";
            case HAS_MEMBER -> "Community";
            case HAS_EPISODE -> "Saga";
            case EPISODIC, ENTITY, COMMUNITY, SAGA -> throw new IllegalArgumentException(kind + " has no ends");
        };
    }

    private static String target(ElementKind kind) {
        return switch (kind) {
            case RELATES_TO, MENTIONS -> "Entity";
            case HAS_MEMBER -> "Entity|Community";
            case HAS_EPISODE, NEXT_EPISODE -> "Episodic";
            case EPISODIC, ENTITY, COMMUNITY, SAGA -> throw new IllegalArgumentException(kind + " has no ends");
        };
    }

    private static String before(OnExisting onExisting) {
        String before = onExisting == OnExisting.UPDATE ? "CASE WHEN ours THEN null ELSE properties(x) END" : "null";
        return "WITH x, row, existed, ours, %s AS before\n".formatted(before);
    }

    private static String set(ElementKind kind, OnExisting onExisting) {
        String labels = kind == ElementKind.ENTITY ? " SET x:$(row.labels)" : "";
        String ours = "FOREACH (_ IN CASE WHEN ours THEN [1] ELSE [] END | SET x = row.props%s)\n".formatted(labels);
        if (onExisting != OnExisting.UPDATE) {
            return ours;
        }
        return ours
                + "FOREACH (_ IN CASE WHEN ours THEN [] ELSE [1] END | SET x += row.props SET x.created_at = existed%s)\n"
                        .formatted(labels);
    }

    private static String vector(ElementKind kind, OnExisting onExisting) {
        String procedure = switch (kind) {
            case ENTITY, COMMUNITY -> "db.create.setNodeVectorProperty(x, 'name_embedding', row.vector)";
            case RELATES_TO -> "db.create.setRelationshipVectorProperty(x, 'fact_embedding', row.vector)";
            case EPISODIC, SAGA, MENTIONS, HAS_MEMBER, HAS_EPISODE, NEXT_EPISODE -> "";
        };
        if (procedure.isEmpty()) {
            return "";
        }
        String who = onExisting == OnExisting.UPDATE ? "" : "ours AND ";
        return """
                WITH x, row, ours, before
                CALL (x, row, ours) {
                  WITH x, row, ours WHERE %srow.vector IS NOT NULL
                  CALL %s
                  RETURN count(*) AS vectors
                }
                """.formatted(who, procedure);
    }
}
