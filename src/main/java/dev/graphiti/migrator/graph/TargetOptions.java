package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import java.io.Serializable;
import java.time.Duration;

/** Which Neo4j holds the graph. */
public record TargetOptions(
        @Setting(value = "Bolt address of Neo4j 5.26 or later.", example = "neo4j://graph.example.com:7687")
        String uri,

        @Setting(value = "User name.", defaultValue = "neo4j")
        String user,

        @Setting(value = "Password; take it from the environment.", example = "${NEO4J_PASSWORD}")
        Secret password,

        @Setting(
                value = "Database. Graphiti uses 'neo4j' unless its client names another one;"
                        + " before 0.30.1 it reads the user's home database.",
                defaultValue = "neo4j")
        String database,

        @Setting(value = "Maximum time to open a connection.", defaultValue = "15s", min = "100ms", max = "10 min")
        Duration connectionTimeout)
        implements Serializable {
    public TargetOptions {
        if (database.equalsIgnoreCase("system")) {
            throw new IllegalArgumentException(
                    "database cannot be 'system', which contains Neo4j's own data and no graph; use the database of"
                            + " Graphiti");
        }
    }

    /** How it is reached. */
    public Neo4jConnection connection() {
        return new Neo4jConnection(Neo4jConnection.End.TARGET, uri, user, password, database, connectionTimeout);
    }
}
