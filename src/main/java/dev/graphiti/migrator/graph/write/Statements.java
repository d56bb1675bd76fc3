package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.ElementKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The Cypher of each kind. A statement takes {@code $rows}, each with {@code i} (its index), {@code uuid}, {@code props},
 * {@code labels} and {@code vector} for nodes, {@code source} and {@code target} for edges.
 *
 * <p>An element is ours when it has just been created, or was by an earlier attempt of this run, which {@code created_at}
 * tells: it is the run's start, and the same for all that a run makes. Ours are written in full, so that a replay after a
 * crash ends in the same graph; all others are treated as {@code on-existing} says.
 *
 * <p>What has just been created has nothing that {@code =} could take away, but it would look for it; hence {@code +=}.
 *
 * <p>There are three statements, because one that decides row by row is slower: it holds every row back twice to keep
 * its reading and its writing apart ({@code docs/decisions/0003-whose-element-it-is.md}).
 */
final class Statements {
    /** On an element that the statement creates, until it has told so. */
    private static final String MARK = "_migrated_just_now";

    /** Which nodes there are, and what they are called. */
    static final String NAMES =
            "UNWIND $uuids AS uuid MATCH (n:%s {uuid: uuid}) RETURN uuid, coalesce(n.name, '') AS name"
                    .formatted(Arrays.stream(ElementKind.values())
                            .filter(ElementKind::isNode)
                            .map(ElementKind::graphName)
                            .collect(Collectors.joining("|")));

    private Statements() {}

    /**
     * Creates what is not there and touches nothing else. Returns one row with two lists, {@code ours} and {@code others}:
     * all whose element is in the graph now, each as a list of {@code i} and, for a node, its element id. What is in neither
     * was not written, because an end of the edge is missing.
     */
    static String create(ElementKind kind, EndpointLookup seek) {
        return "UNWIND $rows AS row\n"
                + merge(kind, seek)
                + "ON CREATE SET x += row.props" + (kind == ElementKind.ENTITY ? ", x:$(row.labels)" : "") + "\n"
                + "WITH x, row, x.created_at IS NULL OR x.created_at = row.props.created_at AS ours\n"
                + vector(kind, "ours AND ")
                + outcome(kind);
    }

    /**
     * Creates edges that cannot be there yet, since this transaction has created one of their ends. Returns what
     * {@link #create} does, without others. To seek each edge and both its ends takes a seventh of what the server does for
     * all elements of a record ({@code docs/decisions/0009-new-edges-are-not-sought.md}).
     */
    static String connect(ElementKind kind, EdgeEndpoints.Seeks ends) {
        return "UNWIND $rows AS row\n"
                + ends.source().match("s", kind.sources(), "source")
                + ends.target().match("t", kind.targets(), "target")
                + "CREATE (s)-[x:%s]->(t)\n".formatted(kind.graphName())
                + "SET x += row.props\n"
                + "WITH x, row, true AS ours\n"
                + vector(kind, "")
                + outcome(kind);
    }

    /**
     * Creates copies of another graph's elements. Their {@code created_at} is their own and tells nothing, so only what the
     * statement itself creates is ours; what it finds, be it from before a crash, it leaves as it is
     * ({@code docs/decisions/0005-copies-keep-their-times.md}). The mark is gone before anybody else can see it.
     */
    static String copy(ElementKind kind, EndpointLookup seek) {
        return "UNWIND $rows AS row\n"
                + merge(kind, seek)
                + "ON CREATE SET x += row.props, x.`" + MARK + "` = true" + (kind.isNode() ? ", x:$(row.labels)" : "")
                + "\n"
                + "WITH x, row, x.`" + MARK + "` IS NOT NULL AS ours\n"
                + "REMOVE x.`" + MARK + "`\n"
                + "WITH x, row, ours\n"
                + vector(kind, "ours AND ")
                + outcome(kind);
    }

    /**
     * Writes elements of this run in full where they differ from their row, whose element is in the graph and has its vector.
     */
    static String rewrite(ElementKind kind) {
        return "UNWIND $rows AS row\n"
                + match(kind)
                + "WHERE size(keys(x)) <> size(keys(row.props)) + CASE WHEN row.vector IS NULL THEN 0 ELSE 1 END\n"
                + "  OR any(key IN keys(row.props) WHERE NOT coalesce(x[key] = row.props[key], false))\n"
                + writeInFull(kind);
    }

    /**
     * Writes copies in full that an earlier attempt of this run has created: since then the original may have changed, and
     * its model may have answered differently.
     */
    static String copyAgain(ElementKind kind) {
        return "UNWIND $rows AS row\n" + match(kind) + writeInFull(kind);
    }

    private static String writeInFull(ElementKind kind) {
        return "SET x = row.props\n"
                + labels(kind)
                + "WITH x, row, true AS ours\n"
                + vector(kind, "")
                + "RETURN count(*) AS rewritten";
    }

    /**
     * Puts the properties of a row over those of its element, which is in the graph, and keeps when that was made. Returns
     * {@code i} and what it had: {@code before}, its properties, and {@code labels}.
     */
    static String update(ElementKind kind) {
        return "UNWIND $rows AS row\n"
                + match(kind)
                + "WITH x, row, properties(x) AS before, %s AS labels, x.created_at AS existed\n"
                        .formatted(kind.isNode() ? "labels(x)" : "[]")
                + "SET x += row.props\n"
                + "SET x.created_at = existed\n"
                + labels(kind)
                + "WITH x, row, before, labels, true AS ours\n"
                + vector(kind, "")
                + "RETURN row.i AS i, before, labels";
    }

    /**
     * Locks elements that are in the graph, so that nothing changes them before the transaction has ended. Returns what
     * {@link #update} does. Neo4j takes the lock when a property is set, even to the same value.
     */
    static String lock(ElementKind kind) {
        return "UNWIND $rows AS row\n"
                + match(kind)
                + "SET x.uuid = row.uuid\n"
                + "WITH x, row\n"
                + "RETURN row.i AS i, properties(x) AS before, %s AS labels"
                        .formatted(kind.isNode() ? "labels(x)" : "[]");
    }

    /** Gives elements that are locked the properties of their row and no others, and takes its {@code dropped} labels away. */
    static String replace(ElementKind kind) {
        String dropped = kind == ElementKind.ENTITY ? "REMOVE x:$(row.dropped)\n" : "";
        return "UNWIND $rows AS row\n"
                + match(kind)
                + "SET x = row.props\n"
                + dropped
                + labels(kind)
                + "WITH x, row, true AS ours\n"
                + vector(kind, "")
                + "RETURN count(*) AS replaced";
    }

    private static String merge(ElementKind kind, EndpointLookup seek) {
        if (kind.isNode()) {
            return "MERGE (x:%s {uuid: row.uuid})\n".formatted(kind.graphName());
        }
        return seek.match("s", kind.sources(), "source")
                + seek.match("t", kind.targets(), "target")
                + "MERGE (s)-[x:%s {uuid: row.uuid}]->(t)\n".formatted(kind.graphName());
    }

    /** An edge with its ends, as it was merged: two groups may each have one with this uuid. */
    private static String match(ElementKind kind) {
        return (kind.isNode()
                        ? "MATCH (x:%s {uuid: row.uuid})\n"
                        : "MATCH ()-[x:%s {uuid: row.uuid}"
                                + " WHERE startNode(x).uuid = row.source AND endNode(x).uuid = row.target]->()\n")
                .formatted(kind.graphName());
    }

    /** One row for all: a row for each costs the server and the driver a few percent of what writing it does. */
    private static String outcome(ElementKind kind) {
        String each = kind.isNode() ? "[row.i, elementId(x)]" : "[row.i]";
        return "RETURN collect(CASE WHEN ours THEN %1$s END) AS ours, collect(CASE WHEN NOT ours THEN %1$s END) AS others"
                .formatted(each);
    }

    private static String labels(ElementKind kind) {
        return kind == ElementKind.ENTITY ? "SET x:$(row.labels)\n" : "";
    }

    /** The procedure stores 32-bit floats, and fails on null. */
    private static String vector(ElementKind kind, String condition) {
        if (kind.vectorProperty() == null) {
            return "";
        }
        String procedure = "db.create.set%sVectorProperty(x, '%s', row.vector)"
                .formatted(kind.isNode() ? "Node" : "Relationship", kind.vectorProperty());
        return """
                CALL (x, row, ours) {
                  WITH x, row, ours WHERE %srow.vector IS NOT NULL
                  CALL %s
                  RETURN count(*) AS vectors
                }
                """.formatted(condition, procedure);
    }
}
