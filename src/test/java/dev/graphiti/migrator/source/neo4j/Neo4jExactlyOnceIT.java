package dev.graphiti.migrator.source.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through Flink, with a failure in the middle of splits that are very different: holes, and one node with very much. */
class Neo4jExactlyOnceIT {
    @RegisterExtension
    static final Neo4jServer SERVER = Neo4jServer.shared();

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @BeforeAll
    static void fill() {
        SERVER.clear();
        SERVER.query("UNWIND range(1, 9_000) AS i CREATE (:Thing {n: i})");
        SERVER.query("MATCH (n:Thing) WHERE n.n > 2_000 AND n.n < 7_500 DELETE n");
        SERVER.query("CREATE INDEX FOR (n:Keyed) ON (n.key)");
        SERVER.query("CREATE INDEX FOR (n:Thing) ON (n.n)");
        SERVER.query("CALL db.awaitIndexes()");
        SERVER.query("UNWIND range(1, 4_000) AS i CREATE (:Keyed {key: toString(i)})");
        SERVER.query("MATCH (n:Thing) MATCH (m:Thing) WHERE m.n = n.n - 1 CREATE (n)-[:NEXT]->(m)");
        SERVER.query("CREATE (h:Hub) WITH h MATCH (n:Thing) UNWIND range(1, 3) AS i CREATE (h)-[:HOLDS {i: i}]->(n)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEverythingOnceThroughAFailure(int parallelism) throws Exception {
        RecordSource source = Graphs.options(
                        SERVER.options(),
                        List.of(new NodeSet("Keyed", null, "key", ReadBy.KEY), new NodeSet("*", null, null, ReadBy.ID)),
                        null)
                .source();
        List<String> expected = SERVER
                .query("MATCH (n) RETURN CASE WHEN n:Keyed THEN n.key ELSE elementId(n) END AS id"
                        + " UNION ALL MATCH ()-[r]->() RETURN elementId(r) AS id")
                .stream()
                .map(row -> (String) row.get("id"))
                .sorted()
                .toList();

        List<String> read = FLINK.readThroughAFailure(
                new GatedSource(source, 600),
                parallelism,
                record -> record.origin().id());

        assertThat(read).isEqualTo(expected);
    }
}
