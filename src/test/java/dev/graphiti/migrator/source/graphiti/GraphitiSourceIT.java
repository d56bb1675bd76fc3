package dev.graphiti.migrator.source.graphiti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through Flink, with a failure in the middle of splits that are very different: one entity has nearly all facts. */
class GraphitiSourceIT {
    @RegisterExtension
    static final Neo4jServer SERVER = Neo4jServer.shared();

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @BeforeAll
    static void fill() {
        SERVER.clear();
        SERVER.query("""
                UNWIND range(1, 3_000) AS i
                CREATE (:Entity {uuid: 'e-' + i, name: 'Thing ' + i, group_id: 'g' + i % 3, created_at: datetime()})
                """);
        SERVER.query("MATCH (n:Entity) WHERE n.uuid > 'e-13' AND n.uuid < 'e-27' DELETE n");
        SERVER.query("""
                CREATE (h:Entity {uuid: 'hub', name: 'Hub', group_id: 'g0', created_at: datetime()})
                WITH h MATCH (n:Entity) WHERE n <> h
                CREATE (h)-[:RELATES_TO {uuid: 'f-' + n.uuid, name: 'HOLDS', fact: 'The hub holds it.', group_id: n.group_id,
                    episodes: [], created_at: datetime()}]->(n)
                """);
        SERVER.query("""
                MATCH (n:Entity) WHERE n.uuid IN ['hub', 'e-1', 'e-2']
                CREATE (n)-[:RELATES_TO {uuid: 'itself-' + n.uuid, name: 'KEEPS', fact: 'It keeps itself.', group_id: n.group_id,
                    episodes: [], created_at: datetime()}]->(n)
                """);
        SERVER.query("""
                UNWIND range(1, 20) AS i
                CREATE (p:Episodic {uuid: 'p-' + i, name: 'Chat', group_id: 'g0', source: 'text', source_description: '',
                    content: '', entity_edges: [], created_at: datetime(), valid_at: datetime()})
                WITH p, i MATCH (h:Entity {uuid: 'hub'})
                CREATE (p)-[:MENTIONS {uuid: 'm-' + i, group_id: 'g0', created_at: datetime()}]->(h)
                """);
        SERVER.query("CREATE (:Entity:Community {uuid: 'both', name: 'Both', group_id: 'g1', created_at: datetime()})");
        SERVER.query("CREATE (:Own {uuid: 'no element of Graphiti'})");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryElementOnceThroughAFailure(int parallelism) {
        TargetOptions server = SERVER.options();
        GraphitiSourceOptions options = new GraphitiSourceOptions(
                server.uri(),
                server.user(),
                server.password(),
                server.database(),
                List.of(),
                1_000,
                70,
                Duration.ofSeconds(15));

        List<String> read = FLINK.readThroughAFailure(
                new GatedSource(options.source(), 600),
                parallelism,
                record -> record.origin().id());

        assertThat(read).hasSizeGreaterThan(2_500).isEqualTo(uuids());
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        TargetOptions server = SERVER.options();
        RecordSource source = new GraphitiSourceOptions(
                        server.uri(),
                        server.user(),
                        server.password(),
                        server.database(),
                        List.of(),
                        1_000,
                        70,
                        Duration.ofSeconds(15))
                .source();

        assertThat(Letters.assertEachIsReadAgain(source, 61)).isGreaterThan(2_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g1", "g0,g2"})
    void countsAsMuchAsItReads(String groups) throws IOException {
        TargetOptions server = SERVER.options();
        RecordSource source = new GraphitiSourceOptions(
                        server.uri(),
                        server.user(),
                        server.password(),
                        server.database(),
                        groups.isEmpty() ? List.of() : List.of(groups.split(",")),
                        1_000,
                        2_000,
                        Duration.ofSeconds(15))
                .source();
        Map<String, Long> read = new TreeMap<>();
        for (SourceSplit split : source.splits()) {
            try (RecordReader reader = source.open(split, SourceSplit.START)) {
                SourceRecord record = reader.next();
                while (record != null) {
                    read.merge(record.origin().collection(), 1L, Long::sum);
                    record = reader.next();
                }
            }
        }

        assertThat(source.counts(source.splits()).stream()
                        .filter(count -> count.count() > 0)
                        .collect(Collectors.toMap(SourceCount::collection, SourceCount::count)))
                .isEqualTo(read);
    }

    private static List<String> uuids() {
        return SERVER
                .query(
                        "MATCH (n:Entity|Episodic) RETURN n.uuid AS uuid UNION ALL MATCH ()-[r]->() RETURN r.uuid AS uuid")
                .stream()
                .map(row -> String.valueOf(row.get("uuid")))
                .sorted()
                .toList();
    }
}
