package dev.graphiti.migrator.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a graph and a run's files into the lines of a {@link Fingerprint}. */
final class FingerprintReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COUNTED =
            List.of("/records", "/elements", "/sum", "/groups", "/verdict/sum_holds");
    private static final String START = "the run's start";

    private final SortedMap<String, String> lines = new TreeMap<>();
    /** What says when the run started, other than by {@code created_at}; its content hash differs from run to run. */
    private final Set<String> datedByRun = new HashSet<>();

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
        graph.query("MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH 'Migration')"
                        + " RETURN 'node' AS sort, coalesce(n.uuid, elementId(n)) AS key, labels(n) AS what, '' AS ends,"
                        + " properties(n) AS p")
                .forEach(this::element);
        graph.query(
                        "MATCH (a)-[r]->(b) RETURN 'edge' AS sort, coalesce(r.uuid, elementId(r)) AS key, [type(r)] AS what,"
                                + " a.uuid + '->' + b.uuid AS ends, properties(r) AS p")
                .forEach(this::element);
    }

    private void element(Map<String, Object> row) {
        String uuid = String.valueOf(row.get("key"));
        TreeMap<String, String> properties = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(row.get("p"))).forEach((name, value) -> {
            String text = text(value);
            properties.put(String.valueOf(name), text);
            if (text.equals(START) && !"created_at".equals(name)) {
                datedByRun.add(uuid);
            }
        });
        List<String> labels = ((List<?>) Objects.requireNonNull(row.get("what")))
                .stream().map(String::valueOf).sorted().toList();
        put(row.get("sort") + " " + uuid, labels + " " + row.get("ends") + " " + properties);
    }

    private String text(Object value) {
        if (value instanceof ZonedDateTime time && time.toInstant().equals(start)) {
            return START;
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
        rows(run.resolve("ledger")).forEach(this::ledger);
        rows(run.resolve("dead-letters")).forEach(this::deadLetter);
        JsonNode report = json(read(run.resolve("report.json")));
        COUNTED.forEach(at -> put("report " + at, report.at(at).toString()));
    }

    private void ledger(JsonNode row) {
        String uuid = row.path("uuid").asText();
        String kind = row.path("kind").asText();
        boolean sameHash = !leeway.contains(Leeway.VECTORS) && !datedByRun.contains(uuid);
        // An entity that several records make may have come from any of them.
        String record = kind.equals("Entity") ? "" : row.path("record_id").asText();
        String hash = sameHash ? row.path("content_hash").asText() : "";
        put(
                "ledger " + uuid,
                "%s %s %s %s %s"
                        .formatted(
                                kind,
                                row.path("group_id").asText(),
                                row.path("outcome").asText(),
                                record,
                                hash));
    }

    private void deadLetter(JsonNode row) {
        put(
                "dead letter %s %s %s"
                        .formatted(
                                row.path("split").asText(),
                                row.path("position").asText(),
                                row.path("uuid").asText()),
                "%s %s %s"
                        .formatted(
                                row.path("stage").asText(),
                                row.path("reason").asText(),
                                row.path("record_id").asText()));
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
