package dev.graphiti.migrator.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that a run has left: every element of the graph with its labels, ends, properties and vector, every row of the
 * ledger, every dead letter, and what the report counts. One line of text for each, by a key that does not depend on the
 * run; moments that are the run's start are told as that.
 */
record Fingerprint(SortedMap<String, String> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COUNTED =
            List.of("/records", "/elements", "/sum", "/groups", "/verdict/sum_holds");

    /** Whether vectors are compared by value, or only by their size. */
    enum Vectors {
        EQUAL,
        SAME_SIZE
    }

    static Fingerprint of(Neo4jServer graph, Path run, Vectors vectors) {
        Reading reading = new Reading(startOf(run), vectors);
        reading.graph(graph);
        reading.files(run);
        return new Fingerprint(reading.lines);
    }

    private static Instant startOf(Path run) {
        return Instant.parse(
                json(read(run.resolve("run.json"))).path("started_at").asText());
    }

    /** The first line, in the order of the keys, that is not the same in both. */
    Optional<String> firstDifference(Fingerprint expected) {
        TreeSet<String> keys = new TreeSet<>(lines.keySet());
        keys.addAll(expected.lines.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(lines.get(key), expected.lines.get(key)))
                .findFirst()
                .map(key -> "%s%n  is       %s%n  expected %s"
                        .formatted(
                                key,
                                lines.getOrDefault(key, "not there"),
                                expected.lines.getOrDefault(key, "not there")));
    }

    /** How many lines are of this sort: {@code node}, {@code edge}, {@code ledger}, {@code dead letter}. */
    long count(String sort) {
        return lines.keySet().stream().filter(key -> key.startsWith(sort + " ")).count();
    }

    private static final class Reading {
        private final SortedMap<String, String> lines = new TreeMap<>();
        private final Instant start;
        private final Vectors vectors;

        Reading(Instant start, Vectors vectors) {
            this.start = start;
            this.vectors = vectors;
        }

        /** What is there twice must not look like what is there once. */
        private void put(String key, String line) {
            String free = key;
            for (int i = 2; lines.containsKey(free); i++) {
                free = key + " (" + i + ")";
            }
            lines.put(free, line);
        }

        void graph(Neo4jServer graph) {
            graph.query("MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH 'Migration')"
                            + " RETURN 'node ' + coalesce(n.uuid, elementId(n)) AS key, labels(n) AS what, '' AS ends,"
                            + " properties(n) AS p")
                    .forEach(this::element);
            graph.query("MATCH (a)-[r]->(b) RETURN 'edge ' + coalesce(r.uuid, elementId(r)) AS key, [type(r)] AS what,"
                            + " a.uuid + '->' + b.uuid AS ends, properties(r) AS p")
                    .forEach(this::element);
        }

        private void element(Map<String, Object> row) {
            TreeMap<String, String> properties = new TreeMap<>();
            ((Map<?, ?>) Objects.requireNonNull(row.get("p")))
                    .forEach((name, value) -> properties.put(String.valueOf(name), text(value)));
            List<String> labels = ((List<?>) Objects.requireNonNull(row.get("what")))
                    .stream().map(String::valueOf).sorted().toList();
            put(String.valueOf(row.get("key")), labels + " " + row.get("ends") + " " + properties);
        }

        private String text(Object value) {
            if (value instanceof ZonedDateTime time) {
                return time.toInstant().equals(start)
                        ? "the run's start"
                        : time.toInstant().toString();
            }
            if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Number) {
                return vectors == Vectors.EQUAL
                        ? "%d numbers %08x".formatted(list.size(), list.hashCode())
                        : list.size() + " numbers";
            }
            return String.valueOf(value);
        }

        void files(Path run) {
            rows(run.resolve("ledger")).forEach(row -> {
                // An entity that several records make may have come from any of them.
                String record = row.path("kind").asText().equals("Entity")
                        ? ""
                        : " " + row.path("record_id").asText();
                String hash =
                        vectors == Vectors.EQUAL ? row.path("content_hash").asText() : "";
                put(
                        "ledger " + row.path("uuid").asText(),
                        "%s %s %s %s%s"
                                .formatted(
                                        row.path("kind").asText(),
                                        row.path("group_id").asText(),
                                        row.path("outcome").asText(),
                                        hash,
                                        record));
            });
            rows(run.resolve("dead-letters"))
                    .forEach(row -> put(
                            "dead letter %s %s %s"
                                    .formatted(
                                            row.path("split").asText(),
                                            row.path("position").asText(),
                                            row.path("uuid").asText()),
                            row.path("stage").asText() + " "
                                    + row.path("reason").asText() + " "
                                    + row.path("record_id").asText()));
            JsonNode report = json(read(run.resolve("report.json")));
            COUNTED.forEach(at -> put("report " + at, report.at(at).toString()));
        }
    }

    private static Stream<JsonNode> rows(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList().stream()
                    .flatMap(file -> read(file).lines())
                    .map(Fingerprint::json);
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
