package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static dev.graphiti.migrator.testing.Elements.RUN_START;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.lease.Fence;
import dev.graphiti.migrator.graph.lease.RunLease;
import dev.graphiti.migrator.graph.schema.Schema;
import dev.graphiti.migrator.graph.schema.SchemaPlan;
import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/** The project's own writer on a real server, as one subtask uses it, and short words for what it did. */
public record RealGraph(Neo4jServer server, EndpointLookup seek, List<Instant> earlierStarts) {
    /** Empty but for the schema. */
    public void reset() {
        server.clearData();
        try (Target target = Target.open(server.options())) {
            Schema schema = new Schema(target);
            SchemaPlan plan = schema.plan();
            if (!plan.isEmpty()) {
                schema.apply(plan, RUN_START);
                server.clearData();
            }
        }
    }

    public RealGraph(Neo4jServer server) {
        this(server, EndpointLookup.EXACT);
    }

    RealGraph(Neo4jServer server, EndpointLookup seek) {
        this(server, seek, List.of());
    }

    List<BatchResult> writeAll(OnExisting onExisting, List<Pending> pending) {
        try (RetryingWriter writer = open(onExisting)) {
            return writer.write(pending);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    public List<BatchResult> write(OnExisting onExisting, List<? extends GraphElement> elements) {
        try (RetryingWriter writer = open(onExisting)) {
            return writer.write(pending(elements));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    public List<BatchResult> write(List<? extends GraphElement> elements) {
        return write(OnExisting.KEEP, elements);
    }

    RetryingWriter open(OnExisting onExisting) {
        return open(onExisting, new CreationLog("run", PendingCheckpoint.after(0)));
    }

    RetryingWriter open(OnExisting onExisting, CreationLog copies) {
        return open(onExisting, copies, new FormerValues("run", PendingCheckpoint.after(0)));
    }

    RetryingWriter open(OnExisting onExisting, CreationLog copies, FormerValues formerValues) {
        return new RetryingWriter(
                new Neo4jTransaction(
                        Target.open(server.options()),
                        new Unfenced(),
                        onExisting,
                        seek,
                        copies,
                        formerValues,
                        earlierStarts),
                Duration.ofMinutes(3),
                new RealTime(),
                new Random(7));
    }

    /** Of a run that is owned by a job of the test's. */
    public RunClaim claim() {
        RunClaim claim = new RunClaim("run", "job", UUID.randomUUID().toString(), Duration.ofMinutes(1));
        try (Target target = Target.open(server.options())) {
            RunLease lease = new RunLease(target, claim.runId());
            RunOwner owner = new RunOwner(claim.jobId(), claim.token(), "here", 1, "", "", null);
            while (!lease.take(owner, claim.lease(), lease.look().orElse(null), fence -> {})) {}
        }
        return claim;
    }

    public static List<Pending> pending(List<? extends GraphElement> elements) {
        return elements.stream()
                .map(element -> new Pending(element, ORIGIN, "mapping"))
                .toList();
    }

    /** The writer of a run that comes after others of its name. */
    RealGraph after(Instant... starts) {
        return new RealGraph(server, seek, List.of(starts));
    }

    static Map<String, Fate> fates(List<BatchResult> results) {
        Map<String, Fate> fates = new TreeMap<>();
        results.forEach(result -> fates.put(result.pending().element().uuid(), result.fate()));
        return fates;
    }

    /** The properties of the one node or relationship with this uuid. */
    Map<String, Object> properties(String uuid) {
        List<Map<String, Object>> found = server.query(
                "MATCH (x {uuid: $uuid}) RETURN properties(x) AS p"
                        + " UNION ALL MATCH ()-[x {uuid: $uuid}]->() RETURN properties(x) AS p",
                Map.of("uuid", uuid));
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " elements have uuid " + uuid);
        }
        Map<String, Object> sorted = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(found.get(0).get("p")))
                .forEach((name, value) -> sorted.put(String.valueOf(name), value));
        return sorted;
    }

    /** Lets everybody write. */
    private static final class Unfenced implements Fence {
        @Override
        public void open(Session session) {}

        @Override
        public void pass(Transaction transaction) {}

        @Override
        public TransactionConfig settings() {
            return TransactionConfig.empty();
        }

        @Override
        public Duration renewEvery() {
            return Duration.ZERO;
        }
    }

    /** Sleeps for real, which only the tests of a real server may. */
    private static final class RealTime implements RetryingWriter.Surroundings {
        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void retried(WriteVerdict verdict, Neo4jException failure) {}
    }
}
