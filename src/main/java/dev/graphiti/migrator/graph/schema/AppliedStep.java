package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * A step that a {@code (:MigrationSchema)} node records.
 *
 * @param id of the node
 * @param number in the order of applying, from 1
 * @param step as the node holds it
 * @param checksum of the step when it was applied; empty if the node has none
 */
record AppliedStep(String id, long number, Step step, String checksum) {
    /** All that are not undone, the first one first. */
    static List<AppliedStep> all(Target target) {
        return target
                .run(
                        // What is also anything else is not ours, and its statements are not either.
                        "MATCH (s:MigrationSchema {state: 'APPLIED'}) WHERE size(labels(s)) = 1 RETURN elementId(s) AS id,"
                                + " s.number AS number, s.object AS object, s.replaced AS replaced, s.what AS what,"
                                + " s.up AS up, s.down AS down, s.checksum AS checksum ORDER BY s.number",
                        Map.of())
                .stream()
                .map(AppliedStep::of)
                .toList();
    }

    private static AppliedStep of(Record row) {
        return new AppliedStep(
                row.get("id").asString(),
                row.get("number").asLong(0),
                new Step(
                        row.get("object").asString(""),
                        row.get("replaced").asString(""),
                        row.get("what").asString("?"),
                        row.get("up").asList(Value::asString, List.of()),
                        row.get("down").asList(Value::asString, List.of())),
                row.get("checksum").asString(""));
    }

    /** Records that a step was applied. */
    static void record(Target target, Step step, Instant at) {
        target.run(
                "OPTIONAL MATCH (s:MigrationSchema) WITH coalesce(max(s.number), 0) + 1 AS number"
                        + " CREATE (:MigrationSchema {number: number, object: $object, replaced: $replaced, what: $what,"
                        + " up: $up, down: $down, checksum: $checksum, applied_at: $at, state: 'APPLIED'})",
                Map.of(
                        "object", step.object(),
                        "replaced", step.replaced(),
                        "what", step.what(),
                        "up", step.up(),
                        "down", step.down(),
                        "checksum", step.checksum(),
                        "at", at.atOffset(ZoneOffset.UTC)));
    }

    /** Whether the node holds what was recorded when the step was applied. */
    private boolean isIntact() {
        return checksum.equals(step.checksum());
    }

    /** Whether this version would apply the same step. */
    private boolean isOfThisVersion() {
        return SchemaPlan.step(step.object(), step.replaced())
                .filter(own -> own.checksum().equals(checksum))
                .isPresent();
    }

    /**
     * Makes sure that the nodes hold what was recorded, since a rollback runs what they hold.
     *
     * @throws MigratorException when one was changed afterwards
     */
    static void requireIntact(List<AppliedStep> steps) {
        List<AppliedStep> changed =
                steps.stream().filter(each -> !each.isIntact()).toList();
        if (!changed.isEmpty()) {
            throw new MigratorException(
                    Fault.TARGET,
                    ("The target's records of these schema steps do not match their checksums: %s. They were changed after"
                                    + " the steps were applied, so they may not undo them. For each, drop the constraint or"
                                    + " index, delete the record with MATCH (s:MigrationSchema {number: NUMBER}) DELETE s, and"
                                    + " run 'schema apply'.")
                            .formatted(named(changed)));
        }
    }

    /**
     * Makes sure that what was applied is what this version would apply.
     *
     * @throws MigratorException when it is not, or a record was changed afterwards
     */
    static void verify(List<AppliedStep> steps) {
        requireIntact(steps);
        List<AppliedStep> others =
                steps.stream().filter(each -> !each.isOfThisVersion()).toList();
        if (!others.isEmpty()) {
            throw new MigratorException(
                    Fault.TARGET,
                    "These schema steps were applied by another version, and this version applies them differently: %s. Run 'schema rollback --execute', then 'schema apply'."
                            .formatted(named(others)));
        }
    }

    private static String named(List<AppliedStep> steps) {
        return steps.stream()
                .map(each ->
                        "number %d '%s'".formatted(each.number(), each.step().what()))
                .collect(Collectors.joining(", "));
    }
}
