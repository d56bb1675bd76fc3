package dev.graphiti.migrator.fuzz;

import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A Weaviate server whose answers are mangled, half, empty or refusals. */
final class WeaviateAttack implements Attack {
    private static final List<String> KINDS = List.of("schema", "tenants", "nodes", "graphql", "aliases", "ready");

    private final WeaviateStandIn server = WeaviateStandIn.start();

    WeaviateAttack() {
        server.data().withClass("""
                {"class": "Book", "properties": [{"name": "name", "dataType": ["text"]},
                 {"name": "pages", "dataType": ["int"]}, {"name": "follows", "dataType": ["Book"]}]}""");
        server.data().withClass("""
                {"class": "Loan", "multiTenancyConfig": {"enabled": true},
                 "properties": [{"name": "name", "dataType": ["text"]}]}""");
        for (int i = 0; i < 40; i++) {
            server.data().withObject("Book", "", object(i));
            server.data().withObject("Loan", i % 2 == 0 ? "north" : "south", object(i));
        }
    }

    private static String object(int number) {
        return """
                {"id": "%s", "creationTimeUnix": 1707904423000, "lastUpdateTimeUnix": 1707904423001,
                 "vector": [0.25, 1, -0.5], "properties": {"name": "Widget %d", "pages": 3, "follows":
                 [{"beacon": "weaviate://localhost/Book/%s"}]}}""".formatted(id(number), number, id(number + 1));
    }

    private static UUID id(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) number});
    }

    @Override
    public String name() {
        return "WEAVIATE";
    }

    @Override
    public Outcome strike(Random random, Path folder) throws IOException {
        server.then(ServerAnswers.some(random, 4));
        server.thenOn(KINDS.get(random.nextInt(KINDS.size())), ServerAnswers.some(random, 2));
        String source = "{ type: weaviate, url: \"%s\", page-size: %d, split-size: 10, blobs: keep,"
                + " http: { timeout: 500ms, outage-limit: 0s, max-answer: 64kb } }";
        try {
            return ServerAnswers.read(Jobs.of(source.formatted(server.url(), 1 + random.nextInt(30)), random), random);
        } finally {
            server.forget();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
