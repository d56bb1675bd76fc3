package dev.graphiti.migrator.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a graph and a run's files into the lines of a {@link Fingerprint}. */
final class FingerprintReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COUNTED =
            List.of("/records", "/elements", "/sum", "/groups", "/verdict/sum_holds");

    private final SortedMap<String, String> lines = new TreeMap<>();
    /** By kind, uuid and ends, the hashes that a ledger has of the elements as they are in the graph. */
    private final Map<String, Set<String>> hashes = new HashMap<>();

    private final Set<Long> places = new HashSet<>();
    private final Instant start;
    private final Set<Leeway> leeway;

    private FingerprintReader(Instant start, Set<Leeway> leeway) {
        this.start = start;
        this.leeway = leeway;
    }

    static FingerprintReader of(Path run, Set<Leeway> leeway) {
        String start = json(read(run.resolve("run.json"))).path("started_at").asText();
        return new FingerprintReader(Instant.parse(start), leeway);
    }

    SortedMap<String, String> lines() {
        return lines;
    }

    /** What is there twice must not look like what is there once. */
    private void put(String key, String line) {
        String free = key;
        for (int i = 2; lines.containsKey(free); i++) {
            free = key + " (" + i + ")";
        }
        lines.put(free, line);
    }

    void readGraph(Neo4jServer graph) {
        readHashes(graph);
        graph.query("MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH 'Migration')"
                        + " RETURN 'node' AS sort, coalesce(n.uuid, elementId(n)) AS key, labels(n) AS what, [] AS ends,"
                        + " properties(n) AS p")
                .forEach(this::element);
        graph.query(
                        "MATCH (a)-[r]->(b) RETURN 'edge' AS sort, coalesce(r.uuid, elementId(r)) AS key, [type(r)] AS what,"
                                + " [a.uuid, b.uuid] AS ends, properties(r) AS p")
                .forEach(this::element);
    }

    private void readHashes(Neo4jServer graph) {
        ElementHash hash = new ElementHash();
        StoredGraph.forEach(
                graph,
                each -> hashes.computeIfAbsent(each.kind().graphName() + " " + each.uuid(), any -> new HashSet<>())
                        .add(hash.of(each) + " " + hash.both(each).fixedPart()));
    }

    private void element(Map<String, Object> row) {
        String uuid = String.valueOf(row.get("key"));
        Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(row.get("p"));
        List<String> names = texts(row.get("what"));
        List<String> ends = texts(row.get("ends"));
        TreeMap<String, String> lineOf = new TreeMap<>();
        properties.forEach((name, value) -> lineOf.put(String.valueOf(name), text(value)));
        put(
                row.get("sort") + " " + uuid,
                names.stream().sorted().toList() + " " + String.join("->", ends) + " " + lineOf);
    }

    private static List<String> texts(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(String::valueOf).toList();
    }

    private String text(Object value) {
        if (value instanceof ZonedDateTime time && time.toInstant().equals(start)) {
            return "the run's start";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Number) {
            return leeway.contains(Leeway.VECTORS)
                    ? list.size() + " numbers"
                    : "%d numbers %08x".formatted(list.size(), list.hashCode());
        }
        return String.valueOf(value);
    }

    void readFiles(Path run) {
        try (Stream<LedgerRow> ledger = LedgerReader.of(run.resolve("ledger").toString()).stream()) {
            ledger.forEach(this::ledger);
        }
        rows(run.resolve("dead-letters")).forEach(this::deadLetter);
        JsonNode report = json(read(run.resolve("report.json")));
        COUNTED.forEach(at -> put("report " + at, report.at(at).toString()));
        report.path("dead_letters")
                .forEach(reason -> put(
                        "report /dead_letters/" + reason.path("reason").asText(),
                        reason.path("count").toString()));
    }

    private void ledger(LedgerRow row) {
        boolean same = row.storedHash() == null
                || hashes.getOrDefault(row.kind() + " " + row.uuid(), Set.of())
                        .contains(row.storedHash() + " " + row.fixedHash());
        // An entity that several records make may have come from any of them.
        String record =
                row.kind().equals("Entity") ? "" : "%s %s %s".formatted(row.recordId(), row.split(), row.position());
        put(
                "ledger " + row.uuid(),
                "%s %s %s %s %s %s%s"
                        .formatted(
                                row.kind(),
                                row.groupId(),
                                row.event().word(),
                                row.producer(),
                                record,
                                same ? "as in the graph" : "OTHER CONTENT THAN IN THE GRAPH",
                                row.former() == null ? "" : " was " + former(row.former())));
        if (!places.add(row.sequence())) {
            put("ledger place " + row.sequence(), "MORE THAN ONCE");
        }
    }

    /** With the start of the run that made the element first, which differs from run to run. */
    private static String former(String json) {
        FormerValue former = FormerValue.read(json);
        former.properties().remove("created_at");
        return former.toString();
    }

    private void deadLetter(JsonNode row) {
        put(
                "dead letter %s %s %s"
                        .formatted(
                                row.path("split").asText(),
                                row.path("position").asText(),
                                row.path("uuid").asText()),
                "%s %s %s %s %s from '%s'"
                        .formatted(
                                row.path("id").asText(),
                                row.path("stage").asText(),
                                row.path("reason").asText(),
                                row.path("record_id").asText(),
                                row.path("kept").asText(),
                                row.path("resume").asText()));
    }

    private static Stream<JsonNode> rows(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList().stream()
                    .flatMap(file -> read(file).lines())
                    .map(FingerprintReader::json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
