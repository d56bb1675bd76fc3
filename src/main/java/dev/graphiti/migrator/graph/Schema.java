package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.SchemaPlan.Existing;
import dev.graphiti.migrator.graph.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The constraints and indexes of a graph. What was changed is kept in the graph, with the way back, on
 * {@code (:MigrationSchema)} nodes.
 */
public final class Schema {
    private final Target target;

    public Schema(Target target) {
        this.target = target;
    }

    /** What is missing. */
    public SchemaPlan plan() {
        return SchemaPlan.of(existing());
    }

    private List<Existing> existing() {
        List<Existing> existing = new ArrayList<>();
        for (Record index : target.run(
                "SHOW INDEXES YIELD name, type, owningConstraint, labelsOrTypes, properties WHERE type <> 'LOOKUP'"
                        + " RETURN name, type, owningConstraint IS NOT NULL AS unique, labelsOrTypes, properties",
                Map.of())) {
            existing.add(new Existing(
                    index.get("name").asString(),
                    index.get("type").asString(),
                    index.get("unique").asBoolean(),
                    index.get("labelsOrTypes").asList(Value::asString),
                    index.get("properties").asList(Value::asString)));
        }
        return existing;
    }

    /**
     * Carries a plan out and waits until its indexes are online.
     *
     * @throws MigratorException when a step fails, for instance because two nodes hold one uuid; that step is undone
     */
    public void apply(SchemaPlan plan, Instant at) {
        for (Step step : plan.steps()) {
            carryOut(step);
            target.run(
                    "OPTIONAL MATCH (s:MigrationSchema) WITH coalesce(max(s.number), 0) + 1 AS number"
                            + " CREATE (:MigrationSchema {number: number, what: $what, up: $up, down: $down,"
                            + " applied_at: $at, state: 'APPLIED'})",
                    Map.of(
                            "what",
                            step.what(),
                            "up",
                            step.up(),
                            "down",
                            step.down(),
                            "at",
                            at.atOffset(ZoneOffset.UTC)));
        }
        target.run("CALL db.awaitIndexes(3600)", Map.of());
    }

    private void carryOut(Step step) {
        try {
            step.up().forEach(statement -> target.run(statement, Map.of()));
        } catch (MigratorException e) {
            MigratorException failure = new MigratorException(
                    Fault.TARGET,
                    "The schema step '%s' failed and was undone: %s".formatted(step.what(), reason(e)),
                    e);
            try {
                step.down().forEach(statement -> target.run(statement, Map.of()));
            } catch (MigratorException notUndone) {
                failure.addSuppressed(notUndone);
            }
            throw failure;
        }
    }

    /** A constraint that fails over the data there has nothing to do with connection or rights, which others do. */
    private static String reason(MigratorException failure) {
        if (failure.getCause() instanceof Neo4jException answer
                && "Neo.DatabaseError.Schema.ConstraintCreationFailed".equals(answer.code())) {
            String message = String.valueOf(answer.getMessage());
            String found = message.lines().skip(1).collect(Collectors.joining(" "));
            return "the graph holds one uuid twice. %s Remove one of the two and try again."
                    .formatted(found.isEmpty() ? message : found);
        }
        return String.valueOf(failure.getMessage());
    }

    /**
     * Undoes what was applied by this tool, the last step first.
     *
     * @return what each undone step had done
     */
    public List<String> rollBack() {
        List<Record> applied = target.run(
                // What is also anything else is not ours, and its statements are not either.
                "MATCH (s:MigrationSchema {state: 'APPLIED'}) WHERE size(labels(s)) = 1 RETURN elementId(s) AS id, s.what AS what, s.down AS down"
                        + " ORDER BY s.number",
                Map.of());
        List<Record> lastFirst = new ArrayList<>(applied);
        Collections.reverse(lastFirst);
        List<String> undone = new ArrayList<>();
        for (Record step : lastFirst) {
            step.get("down").asList(Value::asString).forEach(statement -> target.run(statement, Map.of()));
            target.run("MATCH (s) WHERE elementId(s) = $id SET s.state = 'UNDONE'", Map.of("id", step.get("id")));
            undone.add(step.get("what").asString());
        }
        return undone;
    }
}
