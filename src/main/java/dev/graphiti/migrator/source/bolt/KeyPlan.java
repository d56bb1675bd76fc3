package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/** Cuts an indexed key into ranges, by walking along the index once. */
final class KeyPlan {
    private static final Object LEAST_TEXT = "";
    private static final Object LEAST_NUMBER = Double.NEGATIVE_INFINITY;

    private final Server server;
    private final KeySet keys;
    private final long splitSize;
    private final String key;

    KeyPlan(Server server, KeySet keys, long splitSize) {
        this.server = server;
        this.keys = keys;
        this.splitSize = splitSize;
        this.key = Cypher.name(keys.key());
    }

    List<SourceSplit> make() {
        new KeyIndex(server, keys)
                .require("to read its nodes; create one (CREATE INDEX FOR (n:%s) ON (n.%s)), or omit read-by."
                        .formatted(Cypher.name(keys.label()), Cypher.name(keys.key())));
        long nodes = server.number("MATCH (n:%s) RETURN count(n)".formatted(Cypher.name(keys.label())));
        if (nodes == 0) {
            return List.of();
        }
        Object from = least(nodes);
        List<SourceSplit> splits = new ArrayList<>();
        while (true) {
            Object to = boundary(from);
            splits.add(new KeyRange(keys, from, to, Math.min(nodes, splitSize)).split());
            if (to == null) {
                return splits;
            }
            from = to;
        }
    }

    /** Texts and numbers do not compare, so an order of both would lose one of them. */
    private Object least(long nodes) {
        for (Object least : List.of(LEAST_TEXT, LEAST_NUMBER)) {
            if (countFrom(least) == nodes) {
                return least;
            }
        }
        throw new MigratorException(
                Fault.SOURCE,
                ("Of %d nodes :%s, %d have a text and %d a number as %s, but all must have the same type; omit"
                                + " read-by.")
                        .formatted(nodes, keys.label(), countFrom(LEAST_TEXT), countFrom(LEAST_NUMBER), keys.key()));
    }

    private long countFrom(Object least) {
        return server.list(
                        "%s WHERE n.%s >= $least RETURN count(n) AS count".formatted(keys.match(), key),
                        Map.of("least", least))
                .get(0)
                .get("count")
                .asLong();
    }

    static String boundary(KeySet keys) {
        return "%s WHERE n.%s > $from WITH n.%2$s AS key ORDER BY key SKIP $size RETURN key LIMIT 1"
                .formatted(keys.match(), Cypher.name(keys.key()));
    }

    /** The key that begins the next split: one that comes later in the index, so that no key is in two splits. */
    private @Nullable Object boundary(Object from) {
        List<Record> next = server.list(boundary(keys), Map.of("from", from, "size", splitSize - 1));
        return next.isEmpty() ? null : next.get(0).get("key").asObject();
    }
}
