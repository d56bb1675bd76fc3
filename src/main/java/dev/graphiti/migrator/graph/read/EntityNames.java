package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.TargetOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of entities that are in the graph. */
public final class EntityNames {
    private static final String NAMES =
            "UNWIND $uuids AS uuid MATCH (n:Entity {uuid: uuid}) WHERE n.name <> '' RETURN uuid, n.name AS name";

    private EntityNames() {}

    /** The names by uuid, of those that are there and have one. Connects for each call, for a run has few. */
    public static Map<String, String> of(TargetOptions options, Collection<String> uuids) {
        if (uuids.isEmpty()) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        try (Target target = Target.open(options)) {
            target.run(NAMES, Map.of("uuids", List.copyOf(uuids)))
                    .forEach(row -> names.put(
                            row.get("uuid").asString(), row.get("name").asString()));
        }
        return names;
    }
}
