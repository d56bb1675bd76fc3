package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.Map;

/** The index that a key is read by. Without it each page would be a search through, and a sort of, the whole label. */
record KeyIndex(Server server, KeySet keys) {
    private static final String FIND = """
            SHOW INDEXES YIELD type, state, entityType, labelsOrTypes, properties
            WHERE type = 'RANGE' AND state = 'ONLINE' AND entityType = 'NODE'
              AND labelsOrTypes = [$label] AND properties = [$key]
            RETURN count(*) AS found
            """;

    void require(String otherwise) {
        long found = server.list(FIND, Map.of("label", keys.label(), "key", keys.key()))
                .get(0)
                .get("found")
                .asLong();
        if (found == 0) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "No range index on (:%s {%s}) exists %s".formatted(keys.label(), keys.key(), otherwise));
        }
    }
}
