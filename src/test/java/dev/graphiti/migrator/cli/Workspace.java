package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** A folder with a configuration and its runs, and short words for what a user does there. */
record Workspace(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final int DIMENSION = 16;
    static final Path DEMO_DATA = Path.of("src/demo/json/data").toAbsolutePath();

    Path config() {
        return folder.resolve("migration.yaml");
    }

    Path runs() {
        return folder.resolve("runs");
    }

    /** The demo's configuration with its data, vectors that cost nothing, and this target. */
    Workspace demo(TargetOptions target, String more) {
        String demo = read(Path.of("src/demo/json/migration.yaml"))
                .replace("${DEMO_DATA}", DEMO_DATA.toString())
                .replaceFirst("(?m)^embedding:.*$", "embedding: { type: hashing, dimension: %d }".formatted(DIMENSION));
        assertThat(demo).contains("\nrun:\n");
        return write(demo.replace("\nrun:\n", "\nrun:\n  directory: \"" + runs() + "\"\n") + section(target) + more);
    }

    /**
     * The same, with vectors of this server, which are asked for in small portions. All records may wait for theirs at a
     * time, so that checkpoints pass also while answers are held back.
     */
    Workspace embeddedBy(OpenAiStandIn server) {
        return write(read(config())
                .replaceFirst(
                        "(?m)^embedding:.*$",
                        "embedding: { type: openai, base-url: '%s', model: %s, api-key: %s, dimensions: %d, batch-size: 2048, concurrency: 1, timeout: 10min, bundle: { texts: 8 }, cache: { enabled: false } }"
                                .formatted(server.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY, DIMENSION)));
    }

    /** Whether a checkpoint has made counts of the last run visible. */
    boolean hasCounts() {
        return !rows("counts").isEmpty();
    }

    /** The same with vectors from this server, none of them remembered. */
    Workspace embedding(OpenAiStandIn server) {
        return write(read(config())
                .replaceFirst(
                        "(?m)^embedding:.*$",
                        "embedding: { type: openai, base-url: \"%s\", model: %s, api-key: %s, dimensions: 8, cache: { enabled: false } }"
                                .formatted(server.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY)));
    }

    static String section(TargetOptions target) {
        return "\ntarget: { uri: \"%s\", user: %s, password: \"%s\" }\n"
                .formatted(target.uri(), target.user(), target.password().value());
    }

    /** The same with another section {@code embedding}. */
    Workspace with(String embedding) {
        return write(read(config()).replaceFirst("(?m)^embedding:.*$", Matcher.quoteReplacement(embedding)));
    }

    Workspace write(String yaml) {
        try {
            Files.writeString(config(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Call call(String command, String... options) {
        return call(line -> {}, command, options);
    }

    /** The same; each line that it prints is shown, before it does anything else. */
    Call call(Consumer<String> shown, String command, String... options) {
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.addAll(List.of("-c", config().toString()));
        line.addAll(List.of(options));
        return Call.of(shown, line.toArray(String[]::new));
    }

    /** The run directories, oldest first. */
    List<Path> runDirectories() {
        try (Stream<Path> all = Files.list(runs())) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path lastRun() {
        List<Path> all = runDirectories();
        return all.get(all.size() - 1);
    }

    JsonNode report() {
        return json(lastRun().resolve("report.json"));
    }

    /** The rows of a run's ledger, dead letters or counts, of all parts. A run without a dead letter has no files of them. */
    List<JsonNode> rows(String name) {
        Path parts = lastRun().resolve(name);
        if (!Files.exists(parts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(parts)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .flatMap(file -> read(file).lines())
                    .map(Workspace::tree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ledger of the last run. */
    List<LedgerRow> ledger() {
        try (Stream<LedgerRow> rows =
                LedgerReader.of(lastRun().resolve("ledger").toString()).stream()) {
            return rows.toList();
        }
    }

    /** All that lies in the folder of runs, as one text. */
    String allRunFiles() {
        try (Stream<Path> files = Files.walk(runs())) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        return tree(read(file));
    }

    private static JsonNode tree(String text) {
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

    /** Every element of the graph with all its labels, ends and properties; one line each, sorted. */
    static List<String> dump(Neo4jServer server) {
        return dump(server, List.of());
    }

    /** The same, without properties that differ from run to run. */
    static List<String> dump(Neo4jServer server, List<String> without) {
        String our = "NONE(l IN labels(n) WHERE l STARTS WITH 'Migration')";
        List<String> lines = new ArrayList<>();
        server.query("MATCH (n) WHERE " + our + " RETURN labels(n) AS what, '' AS ends, properties(n) AS p")
                .forEach(row -> lines.add(line(row, without)));
        server.query("MATCH (a)-[r]->(b) RETURN type(r) AS what, a.uuid + ' ' + b.uuid AS ends, properties(r) AS p")
                .forEach(row -> lines.add(line(row, without)));
        lines.sort(null);
        return lines;
    }

    /** Shows the differences only. */
    static void assertSame(List<String> actual, List<String> expected) {
        List<String> added = new ArrayList<>(actual);
        added.removeAll(Set.copyOf(expected));
        List<String> lost = new ArrayList<>(expected);
        lost.removeAll(Set.copyOf(actual));
        assertThat(added).as("in the graph, but not expected").isEmpty();
        assertThat(lost).as("expected, but not in the graph").isEmpty();
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static String line(Map<String, Object> row, List<String> without) {
        TreeMap<String, String> properties = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(row.get("p")))
                .forEach((name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
        without.forEach(properties::remove);
        Object what = row.get("what");
        Object sorted = what instanceof List<?> labels
                ? labels.stream().map(String::valueOf).sorted().toList()
                : what;
        return sorted + " " + row.get("ends") + " " + properties;
    }
}
