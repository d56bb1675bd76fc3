package dev.graphiti.migrator.fuzz;

import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** A Pinecone index whose answers are mangled, half, empty or refusals. */
final class PineconeAttack implements Attack {
    private final PineconeStandIn server = PineconeStandIn.serverless()
            .holding("news", "a-", 30)
            .holding("news", "b-", 20)
            .holding("__default__", "x-", 7);

    @Override
    public String name() {
        return "PINECONE";
    }

    @Override
    public Outcome strike(Random random, Path folder) throws IOException {
        server.then(ServerAnswers.some(random, 4));
        server.thenOnFetch(ServerAnswers.some(random, 2));
        server.thenOnStatistics(ServerAnswers.some(random, 1));
        String source =
                "{ type: pinecone, api-key: %s, host: \"%s\", fetch-size: %d, split-size: 10, list-rate: 100000,"
                        + " fetch-rate: 100000, http: { timeout: 500ms, outage-limit: 0s, max-answer: 64kb } }";
        String yaml = source.formatted(PineconeStandIn.KEY, server.url(), 1 + random.nextInt(30));
        try {
            return ServerAnswers.read(Jobs.of(yaml, random), random);
        } finally {
            server.forget();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
