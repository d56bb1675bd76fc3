package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * Reads every element of a graph, or of some groups, once: each kind in ranges of its uuids, along the uuid index. Not a
 * snapshot: what others write meanwhile is read or not, but no element is missed or read twice because of it, as long as
 * its uuid stays. Elements with one uuid are all read.
 *
 * @param groups empty for all
 * @param splitSize about how many elements make a split
 * @param pageSize how many elements are held in memory at most
 */
public record GraphReader(Target target, List<String> groups, int splitSize, int pageSize) {
    private static final int SPLIT_SIZE = 20_000;
    private static final int PAGE_SIZE = 1_000;

    private static final String INDEX = """
            SHOW INDEXES YIELD type, state, labelsOrTypes, properties
            WHERE type = 'RANGE' AND state = 'ONLINE' AND labelsOrTypes = [$kind] AND properties = ['uuid']
            RETURN count(*) AS count
            """;

    public GraphReader {
        groups = List.copyOf(groups);
    }

    public GraphReader(Target target, List<String> groups) {
        this(target, groups, SPLIT_SIZE, PAGE_SIZE);
    }

    /**
     * Disjoint parts that together hold all elements. A kind that the graph does not have gives none.
     *
     * @throws MigratorException if a kind has no index to be read by
     */
    public List<ElementSplit> splits() {
        List<ElementSplit> splits = new ArrayList<>();
        for (ElementKind kind : ElementKind.values()) {
            if (count(ReadStatements.count(kind), Map.of()) > 0) {
                requireIndex(kind, "");
                addRanges(kind, splits);
                if (!target.run(ReadStatements.hasElementsWithoutUuid(kind), Map.of())
                        .isEmpty()) {
                    splits.add(ElementSplit.withoutUuid(kind));
                }
            }
        }
        return splits;
    }

    private void addRanges(ElementKind kind, List<ElementSplit> splits) {
        String from = "";
        while (true) {
            String to = boundary(kind, from);
            splits.add(new ElementSplit(kind, from, to));
            if (to == null) {
                return;
            }
            from = to;
        }
    }

    private @Nullable String boundary(ElementKind kind, String from) {
        List<Record> found = target.run(ReadStatements.boundary(kind), Map.of("from", from, "size", splitSize));
        return found.isEmpty() ? null : found.get(0).get("uuid").asString();
    }

    /** The elements of a split, in the order of their uuids. */
    public SplitReader open(ElementSplit split) {
        return new SplitReader(this, split);
    }

    /** What the database holds that is no element. */
    public LeftOut leftOut() {
        long relationships = count("MATCH ()-[r]->() RETURN count(r) AS count", Map.of());
        for (ElementKind kind : ElementKind.values()) {
            relationships -= kind.isNode() ? 0 : count(ReadStatements.count(kind), Map.of());
        }
        return new LeftOut(
                count(ReadStatements.ownNodes(), Map.of()),
                count(ReadStatements.otherNodes(), Map.of()),
                Math.max(0, relationships));
    }

    /**
     * The groups with the most elements of each kind, and how many these are.
     *
     * @param most how many groups of each kind
     */
    public Map<String, Long> largestGroups(int most) {
        Map<String, Long> sizes = new HashMap<>();
        for (ElementKind kind : ElementKind.values()) {
            target.run(ReadStatements.largestGroups(kind, !groups.isEmpty()), Map.of("groups", groups, "limit", most))
                    .forEach(row -> sizes.merge(
                            row.get("group").asString(), row.get("count").asLong(), Long::sum));
        }
        return sizes;
    }

    /** Without the index the server would sort the whole kind for each page, in another order. */
    void requireIndex(ElementKind kind, String since) {
        if (count(INDEX, Map.of("kind", kind.graphName())) == 0) {
            throw new MigratorException(
                    Fault.TARGET,
                    "Neo4j at %s has no range index on the uuid of %s%s, and elements are read by it; run 'schema apply' and try again."
                            .formatted(target.options().uri(), kind.graphName(), since));
        }
    }

    private long count(String cypher, Map<String, Object> parameters) {
        return target.run(cypher, parameters).get(0).get("count").asLong();
    }
}
