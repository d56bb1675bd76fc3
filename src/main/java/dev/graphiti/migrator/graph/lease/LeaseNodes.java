package dev.graphiti.migrator.graph.lease;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.model.MigratorException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The {@code (:MigrationLease)} nodes: one for each owned run, one for each of its writers, and one for the schema. */
public final class LeaseNodes {
    public static final String SCHEMA = "schema";

    private static final int ATTEMPTS = 100;
    private static final String CONSTRAINT = "migration_lease";
    private static final String CREATE =
            "CREATE CONSTRAINT " + CONSTRAINT + " IF NOT EXISTS FOR (l:MigrationLease) REQUIRE l.id IS UNIQUE";

    private LeaseNodes() {}

    static String run(String runId) {
        return "run " + runId;
    }

    /** Makes sure that a lease has one node only. Several processes may try at once; one of them succeeds. */
    public static void ensure(Target target) {
        for (int attempt = 1; !isThere(target); attempt++) {
            try {
                target.run(CREATE, Map.of());
            } catch (MigratorException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static boolean isThere(Target target) {
        // Asked first: to create it even if it is there waits for every open transaction with a lease.
        return !target.run("SHOW CONSTRAINTS YIELD name WHERE name = $name", Map.of("name", CONSTRAINT))
                .isEmpty();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20 + ThreadLocalRandom.current().nextInt(80));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the target was prepared", e);
        }
    }
}
