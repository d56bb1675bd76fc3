package dev.graphiti.migrator.source.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Reading by a key loses and repeats nothing, whatever the keys are: the order of the index is neither that of Java nor
 * that in which the server compares values, and pages, splits and places to resume at lie anywhere in it.
 */
class KeyOrderIT {
    private static final Neo4jServer SERVER = Neo4jServer.shared();

    /** Texts that UTF-16 units, code points and UTF-8 bytes put in different orders, or nearly so. */
    private static final List<String> PARTS = List.of(
            "",
            "a",
            "z",
            "A",
            " ",
            "\t",
            "\0",
            "`",
            "é",
            "e\u0301",
            "ß",
            "\uD7FF",
            "\uE000",
            "\uF8FF",
            "\uFF5A",
            "\uFFFD",
            "\uFFFF",
            "\uD800\uDC00",
            "😀",
            "\uD840\uDC00",
            "\uDBFF\uDFFF",
            "日本",
            "Город");

    private static final List<Object> NUMBERS = List.of(
            0L,
            0.0,
            -0.0,
            1L,
            1.0,
            -1L,
            -1.5,
            0.1,
            Double.MIN_VALUE,
            1L << 53,
            (1L << 53) + 1,
            (1L << 53) + 2,
            0x1p53,
            0x1p53 + 2,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            0x1p63,
            Long.MIN_VALUE,
            -0x1p63,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    @BeforeContainer
    static void createTheIndex() {
        SERVER.clear();
        SERVER.query("CREATE INDEX FOR (n:Keyed) ON (n.key)");
        SERVER.query("CALL db.awaitIndexes()");
    }

    @Example
    void readsTextsThatTheIndexOrdersByCodePoint() throws IOException {
        List<String> keys = List.of("a", "z", "\uE000", "😀", "\uFFFD", "\uD840\uDC00", "\uFF5A");
        fill(keys);

        for (int page = 1; page <= 3; page++) {
            for (int split = 1; split <= keys.size(); split++) {
                assertEachOnce(keys.size(), page, split);
            }
        }
        assertEachOnce(keys.size(), keys.size(), keys.size() + 1);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void readsEveryText(
            @ForAll("texts") List<String> keys,
            @ForAll @IntRange(min = 1, max = 20) int page,
            @ForAll @IntRange(min = 1, max = 20) int split)
            throws IOException {
        fill(keys);

        assertEachOnce(keys.size(), page, split);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void readsEveryNumber(
            @ForAll("numbers") List<Object> keys,
            @ForAll @IntRange(min = 1, max = 20) int page,
            @ForAll @IntRange(min = 1, max = 20) int split)
            throws IOException {
        fill(keys);

        assertEachOnce(keys.size(), page, split);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> ofParts = Arbitraries.of(PARTS).list().ofMaxSize(3).map(parts -> String.join("", parts));
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3).map(KeyOrderIT::withoutLoneSurrogates);
        return Arbitraries.frequencyOf(Tuple.of(4, ofParts), Tuple.of(1, any))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Object>> numbers() {
        return Arbitraries.of(NUMBERS).list().ofMinSize(1).ofMaxSize(30);
    }

    /** The protocol has none, so they cannot come from a server. */
    private static String withoutLoneSurrogates(String text) {
        return text.replaceAll("\\p{Cs}", "?");
    }

    private static void fill(List<?> keys) {
        SERVER.query("MATCH (n) DETACH DELETE n");
        SERVER.query(
                "UNWIND range(0, size($keys) - 1) AS i CREATE (:Keyed {key: $keys[i], n: i})", Map.of("keys", keys));
    }

    private static void assertEachOnce(int count, int pageSize, int splitSize) throws IOException {
        RecordSource source = source(pageSize, splitSize);
        List<Long> all = new ArrayList<>();
        try (SplitOpener opener = source.opener(ReaderContext.alone())) {
            for (SourceSplit split : source.splits()) {
                List<SourceRecord> records = read(opener, split, SourceSplit.START, Integer.MAX_VALUE);
                List<Long> numbers = numbers(records);
                for (int i = 0; i < records.size(); i++) {
                    assertThat(numbers(read(opener, split, records.get(i).next(), 1)))
                            .isEqualTo(numbers.subList(i + 1, Math.min(i + 2, numbers.size())));
                }
                all.addAll(numbers);
            }
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, count).boxed().toList());
    }

    private static RecordSource source(int pageSize, int splitSize) {
        TargetOptions server = SERVER.options();
        return new Neo4jSourceOptions(
                        server.uri(),
                        server.user(),
                        server.password(),
                        server.database(),
                        List.of(new NodeSet("Keyed", null, "key", ReadBy.KEY)),
                        List.of(),
                        null,
                        splitSize,
                        pageSize,
                        Duration.ofSeconds(15))
                .source();
    }

    private static List<SourceRecord> read(SplitOpener opener, SourceSplit split, String position, int limit)
            throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = opener.open(split, position)) {
            SourceRecord record = reader.next();
            while (record != null) {
                records.add(record);
                record = records.size() < limit ? reader.next() : null;
            }
        }
        return records;
    }

    private static List<Long> numbers(List<SourceRecord> records) {
        return records.stream()
                .map(record -> (Long) Objects.requireNonNull(record.fields().at("n")))
                .toList();
    }
}
