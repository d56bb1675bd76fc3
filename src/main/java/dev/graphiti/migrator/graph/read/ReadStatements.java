package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.model.Checks;
import dev.graphiti.migrator.model.ElementKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of a {@link GraphReader}; {@code x} is the element.
 *
 * <p>The only condition on the uuid is one end of a seek. Where the server compares two texts itself, its order is not that
 * of the index; and a seek with two ends finds nothing if the two orders disagree about them.
 */
final class ReadStatements {
    /** Not simply {@code x.uuid}: Neo4j 5.26 would answer the negation from the index, where no element without a uuid is. */
    private static final String WITHOUT_UUID = "NOT coalesce(x.uuid, 0) IS :: STRING NOT NULL";

    private ReadStatements() {}

    /** Elements with the uuid {@code $uuid}, after one of them. */
    static String ofOneUuid(ElementKind kind, boolean someGroups) {
        return page(seek(kind), "x.uuid = $uuid AND elementId(x) > $id", kind, someGroups, "elementId(x)");
    }

    static String ofLaterUuids(ElementKind kind, boolean someGroups) {
        return page(seek(kind), "x.uuid > $uuid", kind, someGroups, "x.uuid, elementId(x)");
    }

    /** They stand in no index, so each page is a scan: there are few, if any, since Graphiti cannot read them. */
    static String withoutUuid(ElementKind kind, boolean someGroups) {
        return page(scan(kind), WITHOUT_UUID + " AND elementId(x) > $id", kind, someGroups, "elementId(x)");
    }

    private static String page(String match, String where, ElementKind kind, boolean someGroups, String order) {
        return "%s WHERE %s%s%s RETURN x%s ORDER BY %s LIMIT $limit"
                .formatted(
                        match,
                        where,
                        otherKinds(kind),
                        someGroups ? " AND x.group_id IN $groups" : "",
                        kind.isNode() ? "" : ", a.uuid AS source, b.uuid AS target",
                        order);
    }

    /** The uuid that is so many places after {@code $from}. */
    static String boundary(ElementKind kind) {
        return seek(kind)
                + " WHERE x.uuid > $from WITH x.uuid AS uuid ORDER BY uuid SKIP $size - 1 RETURN uuid LIMIT 1";
    }

    static String hasElementsWithoutUuid(ElementKind kind) {
        return scan(kind) + " WHERE " + WITHOUT_UUID + " RETURN 1 LIMIT 1";
    }

    /** Of all elements with the label or type, from the server's count store. */
    static String count(ElementKind kind) {
        return kind.isNode()
                ? "MATCH (x:" + kind.graphName() + ") RETURN count(x) AS count"
                : "MATCH ()-[x:" + kind.graphName() + "]->() RETURN count(x) AS count";
    }

    static String largestGroups(ElementKind kind, boolean someGroups) {
        return scan(kind)
                + " WHERE x.group_id IS :: STRING NOT NULL" + (someGroups ? " AND x.group_id IN $groups" : "")
                + " RETURN x.group_id AS group, count(*) AS count ORDER BY count DESC, group LIMIT $limit";
    }

    static String ownNodes() {
        return "MATCH (n:%s) WHERE NOT %s RETURN count(n) AS count".formatted(own(), anyOf(nodes()));
    }

    static String otherNodes() {
        return "MATCH (n) WHERE NOT %s RETURN count(n) AS count"
                .formatted(anyOf(Stream.concat(nodes().stream(), Checks.OWN_LABELS.stream())
                        .sorted()
                        .toList()));
    }

    private static String own() {
        return Checks.OWN_LABELS.stream().sorted().collect(Collectors.joining("|"));
    }

    private static String anyOf(List<String> labels) {
        return "n:" + String.join("|", labels);
    }

    private static List<String> nodes() {
        return Arrays.stream(ElementKind.values())
                .filter(ElementKind::isNode)
                .map(ElementKind::graphName)
                .toList();
    }

    private static String scan(ElementKind kind) {
        return kind.isNode() ? "MATCH (x:" + kind.graphName() + ")" : "MATCH (a)-[x:" + kind.graphName() + "]->(b)";
    }

    private static String seek(ElementKind kind) {
        return scan(kind) + " USING RANGE INDEX SEEK x:" + kind.graphName() + "(uuid)";
    }

    /** A node with the labels of two kinds is read once, as the first of them. */
    private static String otherKinds(ElementKind kind) {
        return Arrays.stream(ElementKind.values())
                .filter(each -> kind.isNode() && each.compareTo(kind) < 0)
                .map(each -> " AND NOT x:" + each.graphName())
                .collect(Collectors.joining());
    }
}
