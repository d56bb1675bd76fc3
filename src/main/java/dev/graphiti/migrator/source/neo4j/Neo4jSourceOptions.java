package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.bolt.GraphReading;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to read from Neo4j, and how. */
@Variant(value = "neo4j", description = "The nodes and relationships of a property graph in Neo4j 5 or later.")
public record Neo4jSourceOptions(
        @Setting(value = "Bolt address of the server.", example = "neo4j://source.example.com:7687")
        String uri,

        @Setting(value = "User name.", defaultValue = "neo4j")
        String user,

        @Setting(value = "Password; take it from the environment.", example = "${SOURCE_PASSWORD}")
        Secret password,

        @Setting(value = "Database.", defaultValue = "neo4j")
        String database,

        @Setting("The nodes to read. A node is one record, of the first entry whose label it has. If omitted, all"
                + " nodes.")
        @Nullable
        List<NodeSet> nodes,

        @Setting("The relationships to read. If omitted, all.") @Nullable
        List<RelationshipSet> relationships,

        @Setting("The properties of the end nodes that are read with a relationship. If omitted, all. If nodes are"
                + " large, list those that groups and facts need.")
        @Nullable
        List<String> endProperties,

        @Setting(
                value = "The number of node ids, or keys, in a split.",
                defaultValue = "100000",
                min = "1",
                max = "1000000000000")
        long splitSize,

        @Setting(
                value = "The number of node ids, or keys, per request.",
                defaultValue = "10000",
                min = "1",
                max = "1000000")
        int pageSize,

        @Setting(value = "Maximum time to open a connection.", defaultValue = "15s", min = "100ms", max = "10 min")
        Duration connectionTimeout)
        implements SourceOptions {
    private static final List<NodeSet> ALL_NODES = List.of(new NodeSet(NodeSet.ANY, null, null, NodeSet.ReadBy.ID));
    private static final List<RelationshipSet> ALL_RELATIONSHIPS =
            List.of(new RelationshipSet(NodeSet.ANY, null, null));

    public Neo4jSourceOptions {
        requireEachOnce("nodes", nodes == null ? Stream.of() : nodes.stream().map(NodeSet::label));
        requireEachOnce(
                "relationships",
                relationships == null ? Stream.of() : relationships.stream().map(RelationshipSet::type));
        GraphReading.check(uri);
    }

    private static void requireEachOnce(String where, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (seen.contains(NodeSet.ANY)) {
                throw new IllegalArgumentException(
                        "%s: the entry '%s' comes after '*', which matches everything; move '*' to the end"
                                .formatted(where, name));
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("%s: two entries are for '%s'; remove one".formatted(where, name));
            }
        });
    }

    @Override
    public RecordSource source() {
        List<NodeSet> nodeSets = nodes == null ? ALL_NODES : nodes;
        List<RelationshipSet> relationshipSets = relationships == null ? ALL_RELATIONSHIPS : relationships;
        PropertyGraphView view = new PropertyGraphView(
                nodeSets, relationshipSets, endProperties == null ? null : List.copyOf(endProperties));
        Neo4jConnection connection =
                new Neo4jConnection(Neo4jConnection.End.SOURCE, uri, user, password, database, connectionTimeout);
        return new Neo4jSource(new GraphReading(connection, view, splitSize, pageSize), view);
    }
}
