package dev.graphiti.migrator.benchmark;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.neo4j.Neo4jSourceOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Neo4j as a source against one stream of the bare driver, which can neither be resumed nor spread. */
@Command(
        name = "neo4j-read",
        description = "Neo4j as a source against one bare driver stream, nodes and relationships.")
final class Neo4jReadBenchmark implements Callable<Integer> {
    @Option(names = "--nodes", defaultValue = "300000")
    private int nodes;

    @Option(names = "--repeats", defaultValue = "3")
    private int repeats;

    private final String uri = System.getenv().getOrDefault("NEO4J_URI", "bolt://127.0.0.1:7687");
    private final String user = System.getenv().getOrDefault("NEO4J_USER", "neo4j");
    private final String password = System.getenv().getOrDefault("NEO4J_PASSWORD", "");

    @Override
    public Integer call() throws Exception {
        try (Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(user, password))) {
            fill(driver);
            RecordSource source = source();
            measure(driver, source, "nodes", "MATCH (n:BenchmarkThing) RETURN n");
            measure(driver, source, "relationships", "MATCH (s:BenchmarkThing)-[r]->(t) RETURN s, r, t");
        }
        return 0;
    }

    private void measure(Driver driver, RecordSource source, String what, String cypher) throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        stream(driver, cypher);
        read(source, what, 1);
        for (int i = 0; i < repeats; i++) {
            bare.add(rate(() -> stream(driver, cypher)));
            one.add(rate(() -> read(source, what, 1)));
            two.add(rate(() -> read(source, what, 2)));
        }
        System.out.printf(
                "%s: bare driver stream %,.0f/s; source, 1 reader: %,.0f/s, ratio %.2f; 2 readers: %,.0f/s, ratio %.2f"
                        + " (medians of %d)%n",
                what,
                median(bare),
                median(one),
                median(one) / median(bare),
                median(two),
                median(two) / median(bare),
                repeats);
    }

    private static double rate(Callable<Long> reading) throws Exception {
        long start = System.nanoTime();
        long count = reading.call();
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static long stream(Driver driver, String cypher) {
        try (Session session = driver.session()) {
            Result result = session.run(cypher);
            long count = 0;
            while (result.hasNext()) {
                result.next();
                count++;
            }
            return count;
        }
    }

    private long read(RecordSource source, String what, int readers) throws Exception {
        Queue<SourceSplit> splits = new ConcurrentLinkedQueue<>(source.splits().stream()
                .filter(split -> split.collection().equals(what))
                .toList());
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            List<Callable<Long>> tasks = Collections.nCopies(readers, () -> drain(source, splits));
            long count = 0;
            for (Future<Long> task : threads.invokeAll(tasks)) {
                count += task.get();
            }
            if (count < nodes - 1) {
                throw new IllegalStateException("read %d of %d %s".formatted(count, nodes, what));
            }
            return count;
        } finally {
            threads.shutdown();
        }
    }

    private static long drain(RecordSource source, Queue<SourceSplit> splits) throws IOException {
        long count = 0;
        // As a subtask does it: one connection for all its splits.
        try (SplitOpener opener = source.opener(ReaderContext.alone())) {
            for (SourceSplit split = splits.poll(); split != null; split = splits.poll()) {
                try (RecordReader reader = opener.open(split, SourceSplit.START)) {
                    while (reader.next() != null) {
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private RecordSource source() {
        return new Neo4jSourceOptions(
                        uri,
                        user,
                        new Secret(password),
                        "neo4j",
                        null,
                        null,
                        null,
                        100_000,
                        10_000,
                        Duration.ofSeconds(15))
                .source();
    }

    private void fill(Driver driver) {
        try (Session session = driver.session()) {
            long there = session.run("MATCH (n:BenchmarkThing) RETURN count(n)")
                    .single()
                    .get(0)
                    .asLong();
            if (there == nodes) {
                return;
            }
            System.out.printf("Generating %,d nodes and as many relationships ...%n", nodes);
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
            session.run("CREATE INDEX benchmark_thing IF NOT EXISTS FOR (n:BenchmarkThing) ON (n.number)")
                    .consume();
            session.run("""
                            UNWIND range(1, $nodes) AS i
                            CALL (i) {
                              CREATE (:BenchmarkThing {number: i, name: 'Thing ' + i, score: i / 7.0, tags: ['a', 'b'],
                                at: datetime('2024-03-01T10:00:00Z'), text: 'A short text about thing ' + i})
                            } IN TRANSACTIONS OF 10000 ROWS
                            """, Map.of("nodes", nodes)).consume();
            session.run("""
                            UNWIND range(2, $nodes) AS i
                            CALL (i) {
                              MATCH (a:BenchmarkThing {number: i}), (b:BenchmarkThing {number: i / 2})
                              CREATE (a)-[:BELONGS_TO {since: i}]->(b)
                            } IN TRANSACTIONS OF 10000 ROWS
                            """, Map.of("nodes", nodes)).consume();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
