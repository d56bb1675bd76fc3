package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.config.Secret;
import java.io.Serializable;
import java.time.Duration;

/** Which database is read, and by whom. */
public record ServerAddress(String uri, String user, Secret password, String database, Duration connectionTimeout)
        implements Serializable {
    public ServerAddress {
        if (uri.contains("@")) {
            // The address stands in messages and reports, so nothing secret may stand in the address.
            throw new IllegalArgumentException(
                    "uri holds a user or password; write bolt://host:7687 or neo4j://host:7687 and give them as user and"
                            + " password");
        }
    }
}
