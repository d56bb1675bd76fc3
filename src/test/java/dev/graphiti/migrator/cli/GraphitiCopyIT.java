package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One Graphiti graph is copied from one real server to another. */
class GraphitiCopyIT {
    @RegisterExtension
    static final Neo4jServer TARGET = Neo4jServer.shared();

    private static final Neo4jServer SOURCE = Neo4jServer.own("graphiti-source");

    private static final String KINDS = "(n:Entity OR n:Episodic OR n:Community OR n:Saga)";

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        SOURCE.close();
    }

    @BeforeEach
    void empty() {
        TARGET.clear();
        SOURCE.clear();
        fill();
    }

    @Test
    void aCopyIsEqualAndASecondOneChangesNothing() {
        Workspace work = work("");

        Call first = work.call("migrate", "-p", "2");

        assertThat(first.code()).as(first.err() + first.out()).isZero();
        assertThat(dump(TARGET)).isNotEmpty().isEqualTo(dump(SOURCE));
        assertThat(work.report().at("/sum/holds").asBoolean(true)).isTrue();
        assertThat(work.ledger())
                .isNotEmpty()
                .allMatch(row ->
                        row.event() == LedgerEvent.CREATED && row.producer().equals("copy"));
        RunsLedgerIT.assertHashesAreThoseOf(TARGET, work);

        TARGET.query("MATCH (n:Entity {uuid: 'e-1'}) SET n.summary = 'Learnt since.', n.mood = 'good'");
        TARGET.query("MATCH ()-[r {uuid: 'f-1'}]->() SET r.invalid_at = datetime('2025-01-01T00:00:00Z')");
        List<String> before = dump(TARGET);
        Call second = work.call("migrate", "-p", "1");

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).contains("nothing was changed");
        assertThat(dump(TARGET)).isEqualTo(before);
        assertThat(work.ledger())
                .isNotEmpty()
                .allMatch(row -> row.event() == LedgerEvent.KEPT && row.storedHash() == null && row.former() == null);
    }

    @Test
    void copiesTheGroupsThatAreNamed() {
        Call copy = work("groups: [my-Group]").call("migrate");

        assertThat(copy.code()).as(copy.err() + copy.out()).isZero();
        assertThat(TARGET.query("MATCH (n:Entity) RETURN DISTINCT n.group_id AS id"))
                .containsExactly(Map.of("id", "my-Group"));
        assertThat(TARGET.count("(:Entity)")).isEqualTo(2);
        assertThat(TARGET.count("()-[:RELATES_TO]->()")).isEqualTo(1);
    }

    @Test
    void aGroupThatIsNotThereIsOneSentence() {
        Call copy = work("groups: [my-Group, my-Grup]").call("migrate");

        assertThat(copy.code()).isEqualTo(4);
        assertThat(copy.err())
                .contains("contains no group 'my-Grup'; correct source.groups.")
                .hasLineCount(1);
        assertThat(TARGET.count("(:Entity)")).isZero();
    }

    @Test
    void whatWouldSpoilASearchIsADeadLetter() {
        SOURCE.query(
                "CREATE (:Entity {uuid: 'zero', name: 'Zero', group_id: 'shop', name_embedding: [0.0, 0.0, 0.0, 0.0]})");
        SOURCE.query("CREATE (:Entity {name: 'No uuid', group_id: 'shop'})");

        Call copy = work("").call("migrate");

        assertThat(copy.out() + copy.err()).contains("bad-vector 1").contains("no-id 1");
        assertThat(TARGET.count("(:Entity {uuid: 'zero'})")).isZero();
    }

    @Test
    void aMappingIsRefused() {
        work("");
        Workspace both =
                new Workspace(folder).write(yaml("") + "mapping: { \"*\": { group: a, entity: { name: n } } }\n");

        Call call = both.call("migrate");

        assertThat(call.code()).isEqualTo(3);
        assertThat(call.err()).contains("mapping is not allowed for this source");
    }

    private Workspace work(String more) {
        return new Workspace(folder).write(yaml(more));
    }

    private String yaml(String more) {
        TargetOptions source = SOURCE.options();
        return """
                source:
                  type: graphiti
                  uri: "%s"
                  password: "%s"
                  split-size: 50
                  page-size: 7
                  %s
                embedding: { type: none, model: generated, dimension: 4 }
                run: { directory: "%s" }
                """.formatted(source.uri(), source.password().value(), more, folder.resolve("runs"))
                + Workspace.section(TARGET.options());
    }

    /** Every kind, as Graphiti writes it, as older releases did, and as people have changed it. */
    private static void fill() {
        SOURCE.query("""
                CREATE (a:Entity:Person {uuid: 'e-1', name: 'Ada', group_id: 'shop', summary: '', labels: ['Entity', 'Person'],
                    created_at: datetime('2024-03-01T10:00:00.123456789Z'), age: 36, height: 1.75, alive: false})
                CREATE (b:Entity:`odd ``label` {uuid: 'e-2', name: 'ACME', group_id: 'shop',
                    created_at: datetime('2024-10-27T02:30:00+01:00[Europe/Berlin]'), founded: date('1999-12-31'),
                    opens: time('08:30:00+01:00'), shuts: localtime('18:00:00.000000001'), seen: localdatetime('2024-01-01T00:00'),
                    lasts: duration('P1Y2M3DT4H5.5S'), at: point({longitude: 13.4, latitude: 52.5}), high: point({x: 1, y: 2, z: 3}),
                    bytes: $bytes, whole: 9007199254740993, parts: [0.1, 1e300, -0.0], texts: ['a', ''], dates: [date('2024-01-01')],
                    times: [datetime('2024-01-01T00:00:00Z'), datetime('2024-01-02T00:00:00+02:00')], none: [], nan: 0.0 / 0.0})
                CREATE (p:Episodic:Pinned {uuid: 'p-1', name: 'Chat', group_id: 'shop', source: 'message', source_description: '',
                    content: 'ada: hello', entity_edges: ['f-1'], created_at: datetime('2024-03-01T10:00:00Z'),
                    valid_at: datetime('2024-02-01T10:00:00Z'), rating: 5})
                CREATE (q:Episodic {uuid: 'p-2', name: 'Chat 2', group_id: 'shop', source: 'text', source_description: '', content: '',
                    entity_edges: [], created_at: datetime('2024-03-01T10:00:00Z'), valid_at: datetime('2024-02-02T10:00:00Z')})
                CREATE (c:Community {uuid: 'c-1', name: 'Engineers', group_id: 'shop', summary: 's', level: 2,
                    created_at: datetime('2024-03-01T10:00:00Z')})
                CREATE (s:Saga {uuid: 's-1', name: 'Spring', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z'),
                    first_episode_uuid: 'p-1', last_summarized_at: datetime('2024-03-01T10:00:00Z')})
                CREATE (a)-[:RELATES_TO {uuid: 'f-1', name: 'WORKS_FOR', fact: 'Ada works for ACME.', group_id: 'shop', episodes: ['p-1'],
                    created_at: datetime('2024-03-01T10:00:00Z'), valid_at: datetime('2019-05-01T00:00:00Z'),
                    invalid_at: datetime('2020-05-01T00:00:00Z'), source_uuid: 'e-1', target_uuid: 'e-2', since: date('2019-05-01')}]->(b)
                CREATE (a)-[:RELATES_TO {uuid: 'f-2', name: 'KNOWS', fact: 'Ada knows herself.', group_id: 'shop', episodes: [],
                    created_at: datetime('2024-03-01T10:00:00Z')}]->(a)
                CREATE (p)-[:MENTIONS {uuid: 'm-1', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z'), weight: 0.5}]->(a)
                CREATE (c)-[:HAS_MEMBER {uuid: 'h-1', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z')}]->(a)
                CREATE (c)-[:HAS_MEMBER {uuid: 'h-2', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z')}]->(c)
                CREATE (s)-[:HAS_EPISODE {uuid: 'h-3', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z')}]->(p)
                CREATE (p)-[:NEXT_EPISODE {uuid: 'n-1', group_id: 'shop', created_at: datetime('2024-03-01T10:00:00Z')}]->(q)
                CREATE (x:Entity {uuid: 'e-3', name: 'X', group_id: 'my-Group', created_at: datetime('2024-03-01T10:00:00Z')})
                CREATE (y:Entity {uuid: 'e-4', name: 'Y', group_id: 'my-Group', created_at: '2024-03-01T10:00:00Z'})
                CREATE (x)-[:RELATES_TO {uuid: 'f-3', name: 'KNOWS', fact: 'X knows Y.', group_id: 'my-Group', episodes: [],
                    created_at: datetime('2024-03-01T10:00:00Z')}]->(y)
                CREATE (:Entity {uuid: 'e-5', name: 'Default', group_id: '', created_at: datetime('2024-03-01T10:00:00Z')})
                CREATE (:Entity {uuid: 'e-6', name: 'Nobody\\'s'})
                CREATE (:Own {uuid: 'own'})-[:OWNS]->(a)
                """, Map.of("bytes", new byte[] {1, -2, 3}));
        SOURCE.query("""
                MATCH (n:Entity|Community) WHERE n.uuid <> 'e-2'
                CALL db.create.setNodeVectorProperty(n, 'name_embedding', [0.1, 1e-30, -3.25, size(n.name) / 7.0])
                """);
        SOURCE.query("""
                MATCH ()-[r:RELATES_TO]->() WHERE r.uuid <> 'f-2'
                CALL db.create.setRelationshipVectorProperty(r, 'fact_embedding', [0.3, 0.7, -1.0, size(r.fact) / 3.0])
                """);
        SOURCE.query("""
                UNWIND range(1, 300) AS i
                CREATE (n:Entity {uuid: 'many-' + i, name: 'Many ' + i, group_id: 'many', created_at: datetime()})
                WITH n MATCH (a:Entity {uuid: 'e-1'})
                CREATE (n)-[:RELATES_TO {uuid: 'f-' + n.uuid, name: 'NEAR', fact: n.name + ' is near Ada.', group_id: 'many', episodes: [],
                    created_at: datetime()}]->(a)
                """);
    }

    private static List<String> dump(Neo4jServer server) {
        return Stream.concat(
                        server
                                .query("MATCH (n) WHERE " + KINDS
                                        + " RETURN labels(n) AS labels, properties(n) AS properties")
                                .stream(),
                        server
                                .query(
                                        "MATCH (s)-[r]->(t) WHERE r.uuid IS NOT NULL"
                                                + " RETURN type(r) AS type, s.uuid AS source, t.uuid AS target, properties(r) AS properties")
                                .stream())
                .map(GraphitiCopyIT::text)
                .sorted()
                .toList();
    }

    /** With the type of each value. */
    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put((String) key, key.equals("labels") ? labels(each) : text(each)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(GraphitiCopyIT::text).toList().toString();
        }
        return value.getClass().getSimpleName() + ":"
                + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
    }

    private static String labels(Object labels) {
        return ((List<?>) labels)
                .stream().map(String::valueOf).sorted().toList().toString();
    }
}
