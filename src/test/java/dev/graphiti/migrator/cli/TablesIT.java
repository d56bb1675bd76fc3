package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.stored.Packed;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a shop, each written in another way, that refer to each other by their keys. */
class TablesIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int ORDERS = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyGraph() {
        NEO4J.clear();
    }

    @Test
    void tablesBecomeOneGraph() throws IOException {
        String customers =
                "customerID;companyName;region\r\nALFKI;Café Alfreds;NULL\r\nBOLID;\"Bólido; \"\"Comidas\"\"\";NULL\r\n";
        Files.write(folder.resolve("customers.csv"), customers.getBytes(Charset.forName("windows-1252")));
        Files.write(
                folder.resolve("products.tsv.zst"),
                Packed.zstd(Packed.utf8("productID\tname\n7\tChai\n8\t\"Hot \"\"Chang\"\"\"\n")));
        Files.write(
                folder.resolve("northwind.zip"),
                Packed.zip(Map.of("data/orders.csv", Packed.utf8(orders()), "readme.txt", Packed.utf8("x"))));

        Call call = workspace().call("migrate", "-p", "2");

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
        assertThat(call.out()).contains("The sum holds");
        assertThat(texts("MATCH (n:Company) RETURN n.name AS text"))
                .containsExactlyInAnyOrder("Café Alfreds", "Bólido; \"Comidas\"");
        assertThat(texts("MATCH (n:Product) RETURN n.name AS text")).containsExactlyInAnyOrder("Chai", "Hot \"Chang\"");
        assertThat(texts("MATCH ()-[r:RELATES_TO {name: 'ORDERED_BY'}]->() RETURN r.fact AS text"))
                .hasSize(ORDERS)
                .contains("Order 17 ordered by Bólido; \"Comidas\"");
        assertThat(workspace().rows("dead-letters"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("message").asText())
                        .isEqualTo("row has 2 values, but the table has 4 columns"))
                .satisfies(letter -> assertThat(letter.toString())
                        .contains("northwind.zip!/data/orders.csv", "line %d, ".formatted(ORDERS + 2)));
    }

    /** Many are not shipped yet, and the last row is cut. */
    private static String orders() {
        StringBuilder rows = new StringBuilder("orderID,customerID,productID,shippedDate\n");
        for (int i = 0; i < ORDERS; i++) {
            rows.append("%d,%s,%d,%s%n"
                    .formatted(i, i % 2 == 0 ? "ALFKI" : "BOLID", 7 + i % 2, i % 3 == 0 ? "NULL" : "1996-07-04"));
        }
        return rows + "999,ALFKI\n";
    }

    private static List<String> texts(String query) {
        return NEO4J.query(query).stream()
                .map(row -> String.valueOf(row.get("text")))
                .toList();
    }

    private Workspace workspace() {
        return new Workspace(folder)
                .write("""
                source:
                  type: json
                  inputs:
                    - { collection: customers, paths: [ "%1$s/customers.csv" ], charset: windows-1252, csv: { null-values: ["NULL"] } }
                    - { collection: products, paths: [ "%1$s/products.tsv.zst" ] }
                    - { collection: orders, paths: [ "%1$s/northwind.zip!/data" ], csv: { null-values: ["NULL"] } }
                mapping:
                  customers: { id: customerID, group: shop, entity: { name: companyName, label: Company } }
                  products: { id: productID, group: shop, entity: { name: name, label: Product } }
                  orders:
                    id: orderID
                    group: shop
                    time: { field: shippedDate, formats: [iso], if-missing: run-start }
                    entity: { name: "Order {orderID}", label: Order }
                    related:
                      customer: { collection: customers, id: customerID }
                      product: { collection: products, id: productID }
                    facts: [ { name: ORDERED_BY, to: customer }, { name: CONTAINS, to: product } ]
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%2$s" }
                """.formatted(folder, folder.resolve("runs")) + Workspace.section(NEO4J.options()));
    }
}
