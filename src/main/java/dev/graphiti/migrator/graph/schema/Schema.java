package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.SchemaCatalog.ObjectType;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Existing;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            return "the graph contains a uuid twice. %s Remove one of the two and try again."
                    .formatted(found.isEmpty() ? message : found);
        }
        return String.valueOf(failure.getMessage());
    }

    /**
     * One step back.
     *
     * @param what it undoes, one line for a person
     * @param statements Cypher, a statement a transaction
     * @param record the node that says that the step was applied; null where there is none
     */
    public record Undo(
            String what, List<String> statements, @Nullable String record) {}

    /**
     * What undoes the steps that this tool has applied, the last one first. A uniqueness constraint of its names that no
     * {@code (:MigrationSchema)} node records, for instance after {@code MATCH (n) DETACH DELETE n}, is its own too, since
     * Graphiti makes none; Graphiti's plain index takes its place. Other indexes without a record stay: Graphiti makes them.
     */
    public List<Undo> rollbackPlan() {
        List<Undo> recorded = recorded();
        Set<String> undone =
                recorded.stream().flatMap(undo -> undo.statements().stream()).collect(Collectors.toSet());
        List<Undo> plan = new ArrayList<>(recorded);
        List<Existing> existing = existing();
        SchemaCatalog.entries().stream()
                .filter(entry -> entry.type() == ObjectType.UNIQUE && !undone.contains(entry.drop()))
                .filter(entry -> existing.stream()
                        .anyMatch(index -> index.unique() && index.name().equals(entry.name())))
                .map(entry -> new Undo(
                        ("uniqueness constraint %s on %s(uuid), which no step records; it is replaced by Graphiti's"
                                        + " plain index")
                                .formatted(entry.name(), entry.on()),
                        List.of(entry.drop(), entry.createIndex(entry.name())),
                        null))
                .forEach(plan::add);
        return plan;
    }

    private List<Undo> recorded() {
        List<Undo> applied = new ArrayList<>(target
                .run(
                        // What is also anything else is not ours, and its statements are not either.
                        "MATCH (s:MigrationSchema {state: 'APPLIED'}) WHERE size(labels(s)) = 1 RETURN elementId(s) AS id,"
                                + " s.what AS what, s.down AS down ORDER BY s.number",
                        Map.of())
                .stream()
                .map(step -> new Undo(
                        step.get("what").asString(),
                        step.get("down").asList(Value::asString),
                        step.get("id").asString()))
                .toList());
        Collections.reverse(applied);
        return applied;
    }

    /** Carries out what {@link #rollbackPlan} has shown. */
    public void rollBack(List<Undo> plan) {
        for (Undo undo : plan) {
            undo.statements().forEach(statement -> target.run(statement, Map.of()));
            if (undo.record() != null) {
                target.run("MATCH (s) WHERE elementId(s) = $id SET s.state = 'UNDONE'", Map.of("id", undo.record()));
            }
        }
    }
}
