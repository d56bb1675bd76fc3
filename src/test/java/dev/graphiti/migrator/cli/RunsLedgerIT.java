package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.ElementSplit;
import dev.graphiti.migrator.graph.read.GraphReader;
import dev.graphiti.migrator.graph.read.SplitReader;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of runs that create and update, by the command line, on a real server. */
class RunsLedgerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    @Test
    void tellsWhatEachRunDid() throws IOException {
        Workspace demo = new Workspace(folder).demo(NEO4J.options(), "\nwrite: { on-existing: update }\n");
        assertThat(demo.call("migrate").code()).isZero();
        assertThat(demo.ledger()).isNotEmpty().allMatch(row -> row.event() == LedgerEvent.CREATED);
        assertHashesAreThoseOf(NEO4J, demo);
        NEO4J.query("MATCH (n:Entity) SET n.summary = 'by Graphiti', n.seen = date('2025-01-01'), n:Seen");
        Map<String, StoredElement> before = elements(NEO4J);

        assertThat(demo.call("migrate", "-p", "3").code()).isZero();

        assertThat(demo.ledger()).hasSameSizeAs(before.keySet()).allSatisfy(row -> {
            StoredElement former = Objects.requireNonNull(before.get(row.uuid()));
            assertThat(row.event()).isEqualTo(LedgerEvent.UPDATED);
            assertThat(row.producer()).isEqualTo("mapping");
            assertThat(row.former()).isEqualTo(FormerValue.json(former.labels(), former.properties()));
        });
        assertThat(demo.ledger()).extracting(LedgerRow::sequence).doesNotHaveDuplicates();
        assertHashesAreThoseOf(NEO4J, demo);
        assertThat(NEO4J.count("(:MigrationFormerValues)")).isZero();
        theCommandShowsIt(demo);
        badInputIsOneSentence(demo);
    }

    static void assertHashesAreThoseOf(Neo4jServer graph, Workspace demo) {
        Map<String, StoredElement> now = elements(graph);
        ElementHash hash = new ElementHash();
        for (LedgerRow row : demo.ledger()) {
            StoredElement element = Objects.requireNonNull(now.get(row.uuid()));
            assertThat(row.storedHash())
                    .as("%s", element)
                    .isEqualTo(hash.of(element).toString());
            assertThat(row.fixedHash()).isEqualTo(hash.both(element).fixedPart().toString());
        }
    }

    private static Map<String, StoredElement> elements(Neo4jServer graph) {
        Map<String, StoredElement> elements = new HashMap<>();
        try (Target target = Target.open(graph.options())) {
            GraphReader reader = new GraphReader(target, List.of());
            for (ElementSplit split : reader.splits()) {
                SplitReader rows = reader.open(split);
                for (StoredElement each = rows.next(); each != null; each = rows.next()) {
                    elements.put(each.uuid(), each);
                }
            }
        }
        return elements;
    }

    private static void theCommandShowsIt(Workspace demo) throws IOException {
        String run = demo.lastRun().getFileName().toString();
        int rows = demo.ledger().size();
        LedgerRow entity = demo.ledger().stream()
                .filter(row -> row.kind().equals("Entity"))
                .findFirst()
                .orElseThrow();

        Call all = demo.call("runs ledger", "--limit", "3");
        assertThat(all.code()).isZero();
        assertThat(all.out().lines())
                .hasSize(4)
                .last()
                .asString()
                .matches("3 of [0-9,]+ match; [0-9,]+ rows of run %s in the ledger\\.".formatted(run));
        Call one = demo.call("runs ledger", run, "--event", "updated", "--kind", "Entity", "--uuid", entity.uuid());
        assertThat(one.out().lines().findFirst().orElseThrow())
                .startsWith("updated    Entity        %s  %s  mapping  ".formatted(entity.uuid(), entity.groupId()));
        assertThat(one.out()).contains("1 of 1 match; ");
        Call json = demo.call("runs ledger", "--json", "--collection", entity.collection(), "--producer", "mapping");
        assertThat(json.code()).isZero();
        List<JsonNode> lines = json.out().lines().map(RunsLedgerIT::tree).toList();
        assertThat(lines)
                .hasSizeBetween(1, rows)
                .allMatch(line -> line.at("/stored_hash").asText().length() == 32)
                .allMatch(line -> !FormerValue.read(line.at("/former").asText())
                        .properties()
                        .isEmpty());
        assertThat(demo.call("runs ledger", "--event", "deleted").out()).startsWith("0 of 0 match; ");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static void badInputIsOneSentence(Workspace demo) throws IOException {
        String run = demo.lastRun().getFileName().toString();
        assertThat(demo.call("runs ledger", "--event", "made").code()).isEqualTo(2);
        assertThat(demo.call("runs ledger", "--limit", "-1").code()).isEqualTo(2);
        Call kind = demo.call("runs ledger", "--kind", "Thing");
        assertThat(kind.code()).isEqualTo(2);
        assertThat(kind.err())
                .startsWith("--kind: 'Thing' is not a kind of element; name a label or type of Graphiti.");
        Call unknown = demo.call("runs ledger", "20260101-000000-aaaa");
        assertThat(unknown.code()).isEqualTo(10);
        assertThat(unknown.err()).startsWith("graphiti-migrator: There is no run 20260101-000000-aaaa in ");

        Path file;
        try (Stream<Path> files = Files.list(demo.lastRun().resolve("ledger"))) {
            file = files.filter(each -> !each.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        Call damaged = demo.call("runs ledger");
        assertThat(damaged.code()).isEqualTo(4);
        assertThat(damaged.err().lines())
                .singleElement()
                .asString()
                .contains("is not a file of a ledger that this release can read (", "); restore the file from a copy.");

        try (Stream<Path> files = Files.list(demo.lastRun().resolve("ledger"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Call none = demo.call("runs ledger");
        assertThat(none.code()).isEqualTo(10);
        assertThat(none.err())
                .startsWith(
                        "graphiti-migrator: Run %s has no ledger: no completed checkpoint covers an element that it has written."
                                .formatted(run));
    }
}
