package dev.graphiti.migrator.source.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Neo4jSourceIT {
    @RegisterExtension
    static final Neo4jServer SERVER = Neo4jServer.shared();

    @BeforeEach
    void clear() {
        SERVER.clear();
    }

    @Test
    void readsANodeOfSeveralLabelsOnceAsTheFirstOfTheEntriesSays() throws IOException {
        SERVER.query(
                "CREATE (:Person:Actor:`odd ``label` {pid: 'p1', name: 'Ada'}), (:Actor {name: 'Bob'}), ({name: 'nobody'})");
        RecordSource source = Graphs.options(
                        SERVER.options(),
                        List.of(
                                new NodeSet("Actor", "actors", null, ReadBy.ID),
                                new NodeSet("Person", null, "pid", ReadBy.ID),
                                new NodeSet("*", null, null, ReadBy.ID)),
                        List.of())
                .source();

        List<SourceRecord> read = Graphs.read(source);

        assertThat(read)
                .extracting(
                        record -> record.origin().collection(),
                        record -> record.fields().at("_labels"))
                .containsExactlyInAnyOrder(
                        tuple("actors", List.of("Actor", "Person", "odd `label")),
                        tuple("actors", List.of("Actor")),
                        tuple("unlabeled", List.of()));
        assertThat(read.get(0).origin().id()).startsWith("4:");
    }

    @Test
    void readsOnlyTheLabelsAndTypesThatAreNamed() throws IOException {
        SERVER.query(
                "CREATE (a:Person {pid: 1})-[:KNOWS]->(:Person {pid: 2})-[:LIKES {why: 'x'}]->(:Cat), (a)-[:HATES]->(a)");
        RecordSource source = Graphs.options(
                        SERVER.options(),
                        List.of(new NodeSet("Person", null, "pid", ReadBy.ID)),
                        List.of(
                                new RelationshipSet("LIKES", "likings", null),
                                new RelationshipSet("HATES", null, null)))
                .source();

        List<SourceRecord> read = Graphs.read(source);

        assertThat(read)
                .extracting(record -> record.origin().collection())
                .containsExactly("Person", "Person", "HATES", "likings");
        assertThat(read.get(0).origin().id()).isEqualTo("1");
        Fields likes = read.get(3).fields();
        assertThat(likes.at("why")).isEqualTo("x");
        assertThat(likes.at("_type")).isEqualTo("LIKES");
        assertThat(likes.at("source._id")).isEqualTo("2");
        assertThat(likes.at("source._collection")).isEqualTo("Person");
        assertThat(likes.at("target._collection")).isEqualTo("Cat");
    }

    @Test
    void sendsOfTheEndsWhatIsAskedFor() throws IOException {
        SERVER.query("CREATE (:Person {pid: 1, name: 'Ada', long: 'x'})-[:KNOWS]->(:Person {name: 'Bob', long: 'y'})");
        Neo4jSourceOptions all =
                Graphs.options(SERVER.options(), List.of(new NodeSet("Person", null, "pid", ReadBy.ID)), null);
        Neo4jSourceOptions some = new Neo4jSourceOptions(
                all.uri(),
                all.user(),
                all.password(),
                all.database(),
                all.nodes(),
                all.relationships(),
                List.of("name"),
                all.splitSize(),
                all.pageSize(),
                all.connectionTimeout());

        SourceRecord knows = Graphs.read(some.source()).get(2);

        assertThat(knows.fields().at("source"))
                .isEqualTo(Map.of(
                        "name", "Ada", "pid", 1L, "_id", "1", "_collection", "Person", "_labels", List.of("Person")));
        assertThat(knows.fields().at("target._id")).asString().startsWith("4:");
        assertThat(Graphs.read(all.source()).get(2).fields().at("source.long")).isEqualTo("x");
    }

    @Test
    void readsEveryTypeOfProperty() throws IOException {
        SERVER.query("""
                CREATE (:Thing {whole: 9007199254740993, part: 0.1, truth: true, text: 'ü', date: date('2024-02-29'),
                  time: time('12:30:00.5+01:00'), localTime: localtime('12:30'),
                  at: datetime('2024-10-27T02:30:00+01:00[Europe/Berlin]'), offset: datetime('2024-03-01T10:00:00Z'),
                  local: localdatetime('2024-03-01T10:00:00.123456789'), lasts: duration('P1Y2M3DT4H5.5S'),
                  flat: point({x: 1.5, y: 2, z: 3}), place: point({longitude: 13.4, latitude: 52.5}),
                  bytes: $bytes, texts: ['a', 'b'], wholes: [1, 2], parts: [0.5, 1.5], dates: [date('2024-01-01')],
                  truths: [true, false], places: [point({x: 1, y: 2})], none: []})
                """, Map.of("bytes", new byte[] {1, 2, 3}));

        Fields fields = Graphs.read(
                        Graphs.options(SERVER.options(), null, List.of()).source())
                .get(0)
                .fields();

        assertThat(fields.root())
                .containsEntry("whole", 9007199254740993L)
                .containsEntry("part", 0.1)
                .containsEntry("truth", true)
                .containsEntry("text", "ü")
                .containsEntry("date", "2024-02-29")
                .containsEntry("time", "12:30:00.500+01:00")
                .containsEntry("localTime", "12:30")
                .containsEntry("at", "2024-10-27T02:30+01:00[Europe/Berlin]")
                .containsEntry("offset", "2024-03-01T10:00Z")
                .containsEntry("local", "2024-03-01T10:00:00.123456789")
                .containsEntry("lasts", "P14M3DT14405.500000000S")
                .containsEntry("flat", Map.of("srid", 9157L, "x", 1.5, "y", 2.0, "z", 3.0))
                .containsEntry("place", Map.of("srid", 4326L, "x", 13.4, "y", 52.5))
                .containsEntry("bytes", "AQID")
                .containsEntry("texts", List.of("a", "b"))
                .containsEntry("wholes", List.of(1L, 2L))
                .containsEntry("parts", List.of(0.5, 1.5))
                .containsEntry("dates", List.of("2024-01-01"))
                .containsEntry("truths", List.of(true, false))
                .containsEntry("places", List.of(Map.of("srid", 7203L, "x", 1.0, "y", 2.0)))
                .containsEntry("none", List.of());
    }

    @Test
    void goesOnBehindEveryRecordOfANodeWithVeryManyRelationships() throws IOException {
        SERVER.query("UNWIND range(1, 40) AS i CREATE (:Leaf {n: i})");
        SERVER.query("CREATE (:Hub)");
        SERVER.query(
                "MATCH (h:Hub) UNWIND range(1, 12_345) AS i MATCH (l:Leaf {n: i % 40 + 1}) CREATE (h)-[:TO {n: i}]->(l)");
        SERVER.query("MATCH (a:Leaf), (h:Hub) CREATE (a)-[:BACK]->(h)");
        RecordSource source = Graphs.options(SERVER.options(), List.of(), null).source();
        SourceSplit split = source.splits().stream()
                .filter(each -> each.id().startsWith("relationships"))
                .reduce((first, second) -> second)
                .orElseThrow();

        List<SourceRecord> whole = Graphs.read(source);

        assertThat(whole).hasSize(12_345 + 40).doesNotHaveDuplicates();
        assertThat(ids(whole)).doesNotHaveDuplicates();
        List<SourceRecord> ofSplit = Graphs.read(source, split, SourceSplit.START);
        for (int i : new int[] {0, 1, 41, 5_000, 5_041, 9_999, ofSplit.size() - 1}) {
            if (i < ofSplit.size()) {
                List<SourceRecord> rest =
                        Graphs.read(source, split, ofSplit.get(i).next());
                assertThat(ids(rest)).isEqualTo(ids(ofSplit.subList(i + 1, ofSplit.size())));
            }
        }
    }

    @Test
    void losesNothingWhenRelationshipsAreAddedToTheNodeThatIsBeingRead() throws IOException {
        SERVER.query("CREATE (h:Hub) WITH h UNWIND range(1, 30) AS i CREATE (h)-[:TO {n: i}]->(:Leaf)");
        RecordSource source = Graphs.options(SERVER.options(), List.of(), null).source();
        SourceSplit split = source.splits().get(0);
        SourceRecord tenth = Graphs.read(source, split, SourceSplit.START).get(9);

        SERVER.query("MATCH (h:Hub) UNWIND range(31, 40) AS i CREATE (h)-[:TO {n: i}]->(:Leaf)");

        assertThat(Graphs.read(source, split, tenth.next()).stream()
                        .map(each -> each.fields().at("n")))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 40).boxed().toList());
    }

    @Test
    void readsByAnIndexedKeyAlsoWhereItIsNotUnique() throws IOException {
        SERVER.query("CREATE INDEX FOR (n:Person) ON (n.pid)");
        SERVER.query("CALL db.awaitIndexes()");
        SERVER.query("UNWIND range(1, 3_000) AS i CREATE (:Person {pid: toString(i / 7), n: i})");
        SERVER.query("UNWIND range(1, 1_500) AS i CREATE (:Person {pid: '9', n: 3_000 + i})");
        SERVER.query("CREATE (:Other {n: 0}), (:First:Person {pid: 'x', n: -1})");
        RecordSource source = Graphs.options(
                        SERVER.options(),
                        List.of(
                                new NodeSet("First", null, null, ReadBy.ID),
                                new NodeSet("Person", null, "pid", ReadBy.KEY),
                                new NodeSet("*", null, null, ReadBy.ID)),
                        List.of())
                .source();

        List<SourceRecord> read = Graphs.read(source);

        assertThat(read.stream().map(record ->
                        (Long) Objects.requireNonNull(record.fields().at("n"))))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(-1, 4_500).boxed().toList());
        SourceSplit first = source.splits().get(0);
        List<SourceRecord> ofSplit = Graphs.read(source, first, SourceSplit.START);
        assertThat(Graphs.read(source, first, ofSplit.get(500).next())).isEqualTo(ofSplit.subList(501, ofSplit.size()));
    }

    @Test
    void saysInOneSentenceWhatIsWrong() {
        SERVER.query("CREATE (:Person {pid: 1}), (:Person {pid: 'a'})-[:Person]->(:Cat)");
        String uri = SERVER.options().uri();

        assertRefused(Graphs.all(SERVER.options(), "wrong", "neo4j").source())
                .isEqualTo(
                        "Neo4j at %s refuses user 'neo4j' with this password; check source.user and source.password.",
                        uri);
        assertRefused(Graphs.all(SERVER.options(), SERVER.options().password().value(), "films")
                        .source())
                .isEqualTo("Neo4j at %s has no database 'films'; check source.database.", uri);
        assertRefused(byKey())
                .isEqualTo(
                        "No range index on (:Person {pid}) exists to read its nodes; create one (CREATE INDEX FOR (n:`Person`) ON"
                                + " (n.`pid`)), or omit read-by.");
        SERVER.query("CREATE INDEX FOR (n:Person) ON (n.pid)");
        SERVER.query("CALL db.awaitIndexes()");
        assertRefused(byKey())
                .isEqualTo("Of 2 nodes :Person, 1 have a text and 1 a number as pid, but all must have the same type;"
                        + " omit read-by.");
        assertRefused(Graphs.all(SERVER.options()).source())
                .isEqualTo("'Person' would be the collection of both nodes and relationships; set another collection"
                        + " for one of them, in source.nodes or source.relationships.");
        assertRefused(Graphs.options(
                                SERVER.options(),
                                List.of(
                                        new NodeSet("Cat", null, null, ReadBy.ID),
                                        new NodeSet("Dog", null, null, ReadBy.ID)),
                                List.of())
                        .source())
                .isEqualTo(
                        "The database 'neo4j' at %s has no nodes with the label 'Dog', only: Cat, Person; correct source.nodes.",
                        uri);
        assertRefused(Graphs.options(
                                SERVER.options(),
                                List.of(new NodeSet("Cat", null, null, ReadBy.ID)),
                                List.of(new RelationshipSet("KNOWS", null, null)))
                        .source())
                .isEqualTo(
                        "The database 'neo4j' at %s has no relationships of the type 'KNOWS', only: Person; correct source.relationships.",
                        uri);
        SERVER.clear();
        assertRefused(Graphs.options(SERVER.options(), List.of(new NodeSet("Dog", null, null, ReadBy.ID)), List.of())
                        .source())
                .isEqualTo(
                        "The database 'neo4j' at %s contains no nodes of source.nodes and no relationships of"
                                + " source.relationships.",
                        uri);
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        SERVER.query("CREATE INDEX people FOR (n:Person) ON (n.pid)");
        SERVER.query("""
                UNWIND range(1, 12) AS i
                CREATE (p:Person {pid: i, at: datetime('2026-01-01T00:00:00.123456789+01:00'), raw: point({x: 1, y: 2})})
                CREATE (p)-[:KNOWS {since: date()}]->(:Cat {name: 'Cat ' + i})-[:KNOWS]->(p)""");
        SERVER.query("CALL db.awaitIndexes()");

        assertThat(Letters.assertEachIsReadAgain(byKey())).isEqualTo(12);
        assertThat(Letters.assertEachIsReadAgain(
                        Graphs.options(SERVER.options(), null, null).source()))
                .isEqualTo(12 + 12 + 24);
    }

    @Test
    void keepsWhatItHasReadWhenTheIndexGoes() throws IOException {
        SERVER.query("CREATE INDEX people FOR (n:Person) ON (n.pid)");
        SERVER.query("UNWIND range(1, 500) AS i CREATE (:Person {pid: i})");
        SERVER.query("CALL db.awaitIndexes()");
        RecordSource source = byKey();
        List<SourceRecord> before = new ArrayList<>();

        try (RecordReader reader = source.open(source.splits().get(0), SourceSplit.START)) {
            before.add(Objects.requireNonNull(reader.next()));
            SERVER.query("DROP INDEX people");
            assertThatThrownBy(() -> {
                        SourceRecord next = reader.next();
                        while (next != null) {
                            before.add(next);
                            next = reader.next();
                        }
                    })
                    .isInstanceOf(MigratorException.class)
                    .hasMessage("No range index on (:Person {pid}) exists any more: it was dropped while it was used;"
                            + " create it again and resume the run.");
        }
        SERVER.query("CREATE INDEX people FOR (n:Person) ON (n.pid)");
        SERVER.query("CALL db.awaitIndexes()");

        List<SourceRecord> rest = Graphs.read(
                source, source.splits().get(0), before.get(before.size() - 1).next());
        assertThat(before.size() + rest.size()).isEqualTo(500);
    }

    @Test
    void keepsPropertiesThatAreCalledAsSomethingOfTheSourceIs() throws IOException {
        SERVER.query("""
                CREATE (:P {pid: 'a', name: 'A', _id: 'mongo', _labels: 'x', _collection: 'c', __id: 'y'})
                  -[:SAYS {source: 'imdb', target: 'kids', _type: 't', _source: 's', w: 1, `@end`: 'e'}]->(:P {pid: 'b', name: 'B'})
                """);
        RecordSource source = Graphs.options(SERVER.options(), List.of(new NodeSet("P", null, "pid", ReadBy.ID)), null)
                .source();

        List<SourceRecord> read = Graphs.read(source);

        Fields node = read.get(0).fields();
        assertThat(node.at("_labels")).isEqualTo("x");
        assertThat(node.at("__labels")).isEqualTo(List.of("P"));
        assertThat(read.get(0).about().root())
                .isEqualTo(Map.of("labels", List.of("P"), SourceRecord.RESERVED_NAMES, List.of("_labels")));
        Map<String, Object> start = Map.ofEntries(
                Map.entry("pid", "a"),
                Map.entry("name", "A"),
                Map.entry("_id", "mongo"),
                Map.entry("_labels", "x"),
                Map.entry("_collection", "c"),
                Map.entry("__id", "y"),
                Map.entry("___id", "a"),
                Map.entry("__labels", List.of("P")),
                Map.entry("__collection", "P"));
        Map<String, Object> end =
                Map.of("pid", "b", "name", "B", "_id", "b", "_labels", List.of("P"), "_collection", "P");
        assertThat(read.get(2).fields().root())
                .isEqualTo(Map.of(
                        "source",
                        "imdb",
                        "target",
                        "kids",
                        "_type",
                        "t",
                        "_source",
                        "s",
                        "w",
                        1L,
                        "__type",
                        "SAYS",
                        "__source",
                        start,
                        "_target",
                        end,
                        "@end",
                        "e"));
        assertThat(read.get(2).about().root())
                .isEqualTo(Map.ofEntries(
                        Map.entry("type", "SAYS"),
                        Map.entry("start", start),
                        Map.entry("start-id", "a"),
                        Map.entry("start-collection", "P"),
                        Map.entry("start-labels", List.of("P")),
                        Map.entry("end", end),
                        Map.entry("end-id", "b"),
                        Map.entry("end-collection", "P"),
                        Map.entry("end-labels", List.of("P")),
                        Map.entry(
                                SourceRecord.RESERVED_NAMES,
                                List.of(
                                        "_type",
                                        "source._id",
                                        "source._collection",
                                        "source._labels",
                                        "source",
                                        "target",
                                        "@end"))));
    }

    @Test
    void saysOfNothingThatItIsTakenWhereItIsNot() throws IOException {
        SERVER.query("CREATE (:P {pid: 'a'})-[:SAYS {w: 1}]->(:P {pid: 'b'})");

        assertThat(Graphs.read(Graphs.all(SERVER.options()).source()))
                .allSatisfy(record -> assertThat(record.about().root()).doesNotContainKey(SourceRecord.RESERVED_NAMES));
    }

    @Test
    void countsAsMuchAsItReads() throws IOException {
        SERVER.query("CREATE INDEX FOR (n:Keyed) ON (n.pid)");
        SERVER.query("CALL db.awaitIndexes()");
        SERVER.query("""
                UNWIND range(1, 30) AS i
                CREATE (:A), (:A:B), (:B:C), (:`a ``b`:A), (:`x y`), (:Z:`😀`), (:`ｚ`:`😀`), (:Keyed {pid: i}), (:Keyed:B {pid: 's' + 1}),
                  (), (k:K)-[:SELF]->(k), (k)-[:`odd ``type`]->(), (k)-[:` `]->(k), (k)-[:OTHER {source: 'x'}]->(:B)
                """);
        SERVER.query("MATCH (n:Keyed:B) SET n.pid = 7");
        NodeSet any = new NodeSet("*", null, null, ReadBy.ID);
        NodeSet b = new NodeSet("B", null, null, ReadBy.ID);
        NodeSet keyed = new NodeSet("Keyed", null, "pid", ReadBy.KEY);
        NodeSet a = new NodeSet("A", "some", null, ReadBy.ID);

        assertCountsAsMuchAsItReads(null, null);
        assertCountsAsMuchAsItReads(List.of(b, keyed, a), List.of());
        assertCountsAsMuchAsItReads(List.of(keyed, b, a, any), List.of(new RelationshipSet("SELF", "selves", null)));
        assertCountsAsMuchAsItReads(
                List.of(a, keyed, new NodeSet("*", "some", null, ReadBy.ID)),
                List.of(new RelationshipSet("odd `type", "odd", null), new RelationshipSet("*", "rest", null)));
    }

    private static void assertCountsAsMuchAsItReads(
            @Nullable List<NodeSet> nodes, @Nullable List<RelationshipSet> relationships) throws IOException {
        RecordSource source =
                Graphs.options(SERVER.options(), nodes, relationships).source();
        Map<String, Long> read = new TreeMap<>();
        Graphs.read(source).forEach(record -> read.merge(record.origin().collection(), 1L, Long::sum));
        Map<String, Long> counted = new TreeMap<>();
        for (SourceCount count : source.counts(source.splits())) {
            assertThat(count.unit()).isEqualTo(SourceCount.Unit.RECORDS);
            assertThat(count.certainty()).isEqualTo(SourceCount.Certainty.LIVE);
            assertThat(counted.put(count.collection(), count.count())).isNull();
        }

        assertThat(counted).isEqualTo(read);
    }

    @Test
    void readsARelationshipOfANodeToItself() throws IOException {
        SERVER.query("CREATE (a:P {pid: 'a'})-[:LIKES]->(a)");
        RecordSource source = Graphs.options(SERVER.options(), List.of(new NodeSet("P", null, "pid", ReadBy.ID)), null)
                .source();

        SourceRecord likes = Graphs.read(source).get(1);

        assertThat(likes.origin().collection()).isEqualTo("LIKES");
        assertThat(likes.about().at("start-id")).isEqualTo("a");
        assertThat(likes.about().at("end-id")).isEqualTo("a");
    }

    @Test
    void readsAPublicGraph() throws IOException {
        Path movies = Path.of("../shared/fixtures/neo4j/movies/movies.cypher");
        assumeTrue(Files.exists(movies), "the fixtures are not here");
        SERVER.query(Files.readString(movies).replaceFirst("(?s)\\nWITH TomH.*", ""));

        List<SourceRecord> read = Graphs.read(Graphs.all(SERVER.options()).source());

        assertThat(read).hasSize((int) (SERVER.count("(n)") + SERVER.count("()-->()")));
        assertThat(read)
                .filteredOn(record -> record.origin().collection().equals("ACTED_IN"))
                .allSatisfy(record -> {
                    assertThat(record.fields().at("source.name")).isInstanceOf(String.class);
                    assertThat(record.fields().at("target.title")).isInstanceOf(String.class);
                    assertThat(record.fields().at("roles")).isInstanceOf(List.class);
                });
    }

    private static RecordSource byKey() {
        return Graphs.options(SERVER.options(), List.of(new NodeSet("Person", null, "pid", ReadBy.KEY)), List.of())
                .source();
    }

    private static AbstractStringAssert<?> assertRefused(RecordSource source) {
        return assertThat(
                catchThrowableOfType(MigratorException.class, source::splits).getMessage());
    }

    private static List<String> ids(List<SourceRecord> records) {
        return records.stream().map(record -> record.origin().id()).toList();
    }
}
