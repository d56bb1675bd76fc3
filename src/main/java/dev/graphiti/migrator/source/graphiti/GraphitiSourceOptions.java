package dev.graphiti.migrator.source.graphiti;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.bolt.GraphReading;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.time.Duration;
import java.util.List;

/** Which Graphiti graph to read. */
@Variant(value = "graphiti", description = "Another Graphiti graph, copied without changes. Has a built-in mapping.")
public record GraphitiSourceOptions(
        @Setting(value = "Bolt address of the server.", example = "neo4j://graph.example.com:7687")
        String uri,

        @Setting(value = "User name.", defaultValue = "neo4j")
        String user,

        @Setting(value = "Password; take it from the environment.", example = "${SOURCE_PASSWORD}")
        Secret password,

        @Setting(value = "Database.", defaultValue = "neo4j")
        String database,

        @Setting(value = "The groups to copy. If omitted, all.", example = "[shop, support]")
        List<String> groups,

        @Setting(
                value = "The number of node ids in a split.",
                defaultValue = "100000",
                min = "1",
                max = "1000000000000")
        long splitSize,

        @Setting(value = "The number of node ids per request.", defaultValue = "2000", min = "1", max = "1000000")
        int pageSize,

        @Setting(value = "Maximum time to open a connection.", defaultValue = "15s", min = "100ms", max = "10 min")
        Duration connectionTimeout)
        implements SourceOptions {
    public GraphitiSourceOptions {
        groups = List.copyOf(groups);
        GraphReading.check(uri);
    }

    @Override
    public RecordSource source() {
        Neo4jConnection connection =
                new Neo4jConnection(Neo4jConnection.End.SOURCE, uri, user, password, database, connectionTimeout);
        GraphitiView view = new GraphitiView(groups);
        return new GraphitiSource(new GraphReading(connection, view, splitSize, pageSize), view);
    }
}
