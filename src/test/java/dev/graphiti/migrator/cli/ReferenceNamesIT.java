package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that refer to each other by id, in other files and splits: their facts have the names. */
class ReferenceNamesIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int PRODUCTS = 300;

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyGraph() {
        NEO4J.clear();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, dead-letter", "3, 1, dead-letter", "2, 4, dead-letter", "3, 1, last"})
    void sentencesHaveTheNamesOfOtherRecords(String parallelism, int spread, String policy) throws IOException {
        writeSuppliers(20);
        writeProducts(20);
        writeLinks();

        Call call = workspace(spread, policy).call("migrate", "-p", parallelism);

        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(call.out()).contains("The sum holds");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            expected.add("Product %d supplied by Supplier %d".formatted(i, i % 20));
            expected.add("Product %d and after it Product %d, says Product %d".formatted(i, (i + 1) % PRODUCTS, i));
        }
        assertThat(facts()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aNameThatTheSourceDoesNotHaveIsThatOfTheTarget() throws IOException {
        writeSuppliers(20);
        assertThat(workspace(1, "dead-letter").call("migrate", "-p", "2").code())
                .isZero();
        Files.delete(folder.resolve("suppliers.jsonl"));
        writeProducts(20);

        Call call = workspace(1, "dead-letter").call("migrate", "-p", "2");

        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(facts()).hasSize(PRODUCTS).contains("Product 7 supplied by Supplier 7");
        assertThat(report().toString()).contains("name-from-target").doesNotContain("name-missing");
    }

    @Test
    void aFactWhoseEndIsNowhereIsADeadLetterWithItsId() throws IOException {
        writeSuppliers(19);
        writeProducts(20);

        Call call = workspace(1, "dead-letter").call("migrate", "-p", "2");

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
        assertThat(call.out()).contains("The sum holds");
        assertThat(facts()).hasSize(PRODUCTS - PRODUCTS / 20);
        assertThat(workspace(1, "dead-letter").rows("dead-letters"))
                .hasSize(PRODUCTS / 20)
                .allSatisfy(
                        letter -> assertThat(letter.path("message").asText()).contains("supplied by 19"));
        assertThat(report().toString()).contains("name-missing").doesNotContain("name-from-target");
    }

    @Test
    void aDryRunShowsWhereTheNamesWillBe() throws IOException {
        writeProducts(20);

        Call call = workspace(1, "dead-letter").call("migrate", "--dry-run");

        assertThat(call.out()).contains("Product 0 supplied by {to.name}");
    }

    private JsonNode report() {
        return workspace(1, "dead-letter").report();
    }

    private static List<String> facts() {
        return NEO4J.query("MATCH ()-[r:RELATES_TO]->() RETURN r.fact AS fact").stream()
                .map(row -> String.valueOf(row.get("fact")))
                .toList();
    }

    private void writeSuppliers(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"id\":%d,\"name\":\"Supplier %d\"}%n".formatted(i, i));
        }
        Files.writeString(folder.resolve("suppliers.jsonl"), lines);
    }

    private void writeProducts(int suppliers) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PRODUCTS; i++) {
            lines.append("{\"id\":%d,\"name\":\"Product %d\",\"supplier\":%d}%n".formatted(i, i, i % suppliers));
        }
        Files.writeString(folder.resolve("products.jsonl"), lines);
    }

    /** Records that are facts alone, between two others. */
    private void writeLinks() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PRODUCTS; i++) {
            lines.append("{\"id\":\"l-%d\",\"a\":%d,\"b\":%d}%n".formatted(i, i, (i + 1) % PRODUCTS));
        }
        Files.writeString(folder.resolve("links.jsonl"), lines);
    }

    private Workspace workspace(int spread, String policy) {
        List<String> inputs = new ArrayList<>();
        for (String collection : List.of("links", "products", "suppliers")) {
            if (Files.exists(folder.resolve(collection + ".jsonl"))) {
                inputs.add("{ collection: %s, paths: [ \"%s/%s.jsonl\" ] }".formatted(collection, folder, collection));
            }
        }
        return new Workspace(folder)
                .write("""
                source: { type: json, split-size: 2kb, inputs: [ %s ] }
                mapping:
                  suppliers: { id: id, group: shop, entity: { name: name, label: Supplier } }
                  products:
                    id: id
                    group: shop
                    entity: { name: name, label: Product }
                    related: { supplier: { collection: suppliers, id: supplier } }
                    facts: [ { name: SUPPLIED_BY, to: supplier } ]
                  links:
                    id: id
                    group: shop
                    related: { a: { collection: products, id: a }, b: { collection: products, id: b } }
                    facts: [ { name: NEXT, from: a, to: b, fact: "{from.name} and after it {to.name}, says {from.name}" } ]
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                write: { on-duplicate: %s, spread: %d }
                """.formatted(String.join(", ", inputs), folder.resolve("runs"), policy, spread)
                        + Workspace.section(NEO4J.options()));
    }
}
