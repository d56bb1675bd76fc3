package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources over a test server, and all that they hold. */
final class Graphs {
    private Graphs() {}

    /** Small splits and pages, so that little data goes over many. */
    static Neo4jSourceOptions options(
            TargetOptions server, @Nullable List<NodeSet> nodes, @Nullable List<RelationshipSet> relationships) {
        return new Neo4jSourceOptions(
                server.uri(),
                server.user(),
                server.password(),
                server.database(),
                nodes,
                relationships,
                null,
                1_000,
                70,
                Duration.ofSeconds(15));
    }

    static Neo4jSourceOptions all(TargetOptions server, String password, String database) {
        return new Neo4jSourceOptions(
                server.uri(),
                server.user(),
                new Secret(password),
                database,
                null,
                null,
                null,
                1_000,
                70,
                Duration.ofSeconds(15));
    }

    static Neo4jSourceOptions all(TargetOptions server) {
        return options(server, null, null);
    }

    static List<SourceRecord> read(RecordSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : source.splits()) {
            records.addAll(read(source, split, SourceSplit.START));
        }
        return records;
    }

    static List<SourceRecord> read(RecordSource source, SourceSplit split, String position) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source.open(split, position)) {
            SourceRecord record = reader.next();
            while (record != null) {
                records.add(record);
                record = reader.next();
            }
        }
        return records;
    }
}
