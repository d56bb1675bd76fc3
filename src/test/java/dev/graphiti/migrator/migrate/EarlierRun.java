package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.json.JsonFormat;
import dev.graphiti.migrator.source.json.JsonInput;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Small runs that hold, halfway, something in every sort of state. Their records lie in a few files; reading stops in one
 * of them behind a record that is so large that it ends a batch, so that it and all before it are on their way.
 */
enum EarlierRun {
    /**
     * Of three splits one is read, one half read and one not given to anybody. Facts and mentions wait for their ends, a
     * record waits for its vectors, records and entities have been seen, one of them twice.
     */
    PEOPLE("""
            source: { type: json, inputs: [ { collection: people, paths: [ people.jsonl ] } ] }
            mapping:
              people:
                id: id
                group: acme
                time: { if-missing: run-start }
                episode: { name: name, content: note }
                entity: { name: name, label: Person, attributes: { include: [ note ] } }
                related:
                  friend: { collection: people, id: knows }
                  team: { name: team, label: Team }
                facts:
                  - { name: KNOWS, to: friend, fact: "{name} knows {knows}" }
            embedding:
              { type: openai, base-url: "URL", model: text-embedding-3-small, dimensions: 4, api-key: KEY, timeout: 5min, bundle: { texts: 1 }, cache: { enabled: false } }
            """, 6, 7) {
        @Override
        List<Input> inputs() {
            Stream<String> first = Stream.concat(
                    IntStream.range(0, 4).mapToObj(i -> person("a" + i, "b" + (7 + i % 3), "one")),
                    Stream.of(person("a0", "b7", "one"), "{\"id\":\"damaged"));
            Stream<String> second = IntStream.range(0, 10)
                    .mapToObj(i -> i == 6 ? large(person(HELD, "a0", "one")) : person("b" + i, "a" + i % 4, "one"));
            Stream<String> third =
                    Stream.of(person("a0", "b7", "one"), person("a1", "b8", "another"), person("c0", "b0", "one"));
            return List.of(new Input("people", first), new Input("people", second), new Input("people", third));
        }
    },

    /**
     * GraphRAG's rows: some that ask have all answers, some have one, some none. What has been mapped is held back for
     * its duplicates, communities included.
     */
    REFERENCES("""
            source: { type: graphrag, path: not-read }
            embedding: { type: hashing, dimension: 4 }
            write: { on-duplicate: merge, spread: 2 }
            """, 8, 7) {
        @Override
        List<Input> inputs() {
            return List.of(
                    new Input("communities", Stream.of(community(0, 0, 1), community(1, 1, 6))),
                    new Input(
                            "relationships",
                            Stream.of(
                                    relationship("r0", "E0", "E1", "E0 met E1."),
                                    relationship("r0", "E0", "E1", "E0 met E1 again."),
                                    relationship("r1", "E1", "E6", "E1 met E6."),
                                    relationship("r2", "E6", "E7", "E6 met E7."),
                                    relationship("r3", "E0", "NOBODY", "E0 met NOBODY."),
                                    "{\"id\":\"damaged")),
                    new Input(
                            "entities",
                            IntStream.range(0, 10)
                                    .mapToObj(i -> i == 6 ? large(entity(9)) : entity(i < 6 ? i : i - 1))));
        }
    },

    /** Elements of another Graphiti graph; those of its edges that have been read wait for their ends. */
    COPIES("""
            source: { type: graphiti, uri: "bolt://localhost:1", password: none }
            embedding: { type: none, model: m, dimension: 4 }
            """, 3, 4) {
        @Override
        List<Input> inputs() {
            return List.of(
                    new Input("RELATES_TO", Stream.of(copiedEdge(0), copiedEdge(3), copiedEdge(5))),
                    new Input(
                            "Entity",
                            IntStream.range(0, 8).mapToObj(i -> i == 3 ? large(copiedNode(i)) : copiedNode(i))));
        }
    };

    /** The record that stays without an answer from the embedding endpoint. */
    static final String HELD = "b6";

    /** What a batch of the source's fetcher may hold, in bytes. */
    private static final int LARGE = 2 << 20;

    private final String yaml;
    private final int before;
    private final int gate;

    /** Lines of one file. */
    record Input(String collection, List<String> lines) {
        Input(String collection, Stream<String> lines) {
            this(collection, lines.toList());
        }
    }

    /**
     * @param before how many records are read before the file in which reading stops
     * @param emitted how many of that file; a reader gets no further
     */
    EarlierRun(String yaml, int before, int emitted) {
        this.yaml = yaml;
        this.before = before;
        this.gate = emitted + 1;
    }

    abstract List<Input> inputs();

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many records have come out of the source when it stops. */
    int emitted() {
        return before + gate - 1;
    }

    /** Which record of a reader waits. */
    int gate() {
        return gate;
    }

    MigrationConfig config(String embeddingUrl, String key) {
        return Configs.read(yaml.replace("URL", embeddingUrl).replace("KEY", key));
    }

    /** Writes the files below a folder. */
    RecordSource source(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<JsonInput> all = new ArrayList<>();
        for (Input input : inputs()) {
            Path file = folder.resolve("%d-%s.jsonl".formatted(all.size(), input.collection()));
            Files.write(file, input.lines());
            all.add(new JsonInput(input.collection(), List.of(file.toString()), JsonFormat.LINES, ""));
        }
        return new ShortNames(
                JsonSourceOptions.of(all.toArray(JsonInput[]::new)).source(), folder + "/");
    }

    /**
     * Splits by the names of their files alone. A savepoint of one folder is restored in another one, and what a key of
     * state holds must be the same in both.
     */
    private record ShortNames(RecordSource source, String prefix) implements RecordSource {
        @Override
        public List<SourceSplit> splits() throws IOException {
            return source.splits().stream()
                    .map(split -> new SourceSplit(
                            split.id().replace(prefix, ""), split.collection(), split.spec(), split.size()))
                    .toList();
        }

        @Override
        public RecordReader open(SourceSplit split, String position) throws IOException {
            return source.open(split, position);
        }
    }

    private static String person(String id, String knows, String note) {
        return "{\"id\":\"%s\",\"name\":\"Person %s\",\"knows\":\"%s\",\"team\":\"Harbor\",\"note\":\"%s\"}"
                .formatted(id, id, knows, note);
    }

    private static String row(String id, String columns) {
        return "{\"@group\":\"saltmere\",\"@output\":\"entities,relationships,communities\",\"id\":\"%s\",%s}"
                .formatted(id, columns);
    }

    private static String community(int number, int... members) {
        return row(
                "c" + number,
                "\"community\":%d,\"level\":0,\"title\":\"Community %d\",\"entity_ids\":[%s]"
                        .formatted(
                                number,
                                number,
                                IntStream.of(members)
                                        .mapToObj(i -> "\"e" + i + "\"")
                                        .collect(Collectors.joining(","))));
    }

    private static String relationship(String id, String source, String target, String description) {
        return row(
                id,
                "\"source\":\"%s\",\"target\":\"%s\",\"description\":\"%s\"".formatted(source, target, description));
    }

    private static String entity(int i) {
        return row("e" + i, "\"title\":\"E%d\",\"type\":\"PERSON\",\"description\":\"E%d sails.\"".formatted(i, i));
    }

    private static String copiedNode(int i) {
        return copied("n" + i, "\"name\":\"N" + i + "\"", "\"labels\":[\"Entity\",\"Ship\"]");
    }

    private static String copiedEdge(int i) {
        return copied(
                "x" + i,
                "\"name\":\"SAILS\",\"fact\":\"N%d sails.\"".formatted(i),
                "\"source\":\"n%d\",\"target\":\"n%d\"".formatted(i, i + 1));
    }

    private static String copied(String uuid, String properties, String more) {
        return ("{\"properties\":{\"uuid\":\"%s\",\"group_id\":\"acme\",\"created_at\":{\"$datetime\":\"2025-01-01T00:00:00Z\"},%s},"
                        + "%s,\"vector\":[0.5,-0.25,0.125,1.0]}")
                .formatted(uuid, properties, more);
    }

    /** The same with a field that makes it large, and of which nothing is kept. */
    private static String large(String record) {
        return record.replaceFirst("}$", ",\"@padding\":\"%s\"}".formatted("x".repeat(LARGE)));
    }
}
