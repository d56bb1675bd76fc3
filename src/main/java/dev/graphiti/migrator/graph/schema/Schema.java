package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.SchemaCatalog.ObjectType;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Existing;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Instant;
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

    /**
     * What is missing.
     *
     * @throws MigratorException when a step that was applied is not what this version would apply
     */
    public SchemaPlan plan() {
        AppliedStep.verify(AppliedStep.all(target));
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
            AppliedStep.record(target, step, at);
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
     *
     * @throws MigratorException when the record of a step was changed after it was applied
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
        List<AppliedStep> applied = AppliedStep.all(target);
        AppliedStep.requireIntact(applied);
        List<Undo> undo = new ArrayList<>(applied.stream()
                .map(each -> new Undo(each.step().what(), each.step().down(), each.id()))
                .toList());
        Collections.reverse(undo);
        return undo;
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
