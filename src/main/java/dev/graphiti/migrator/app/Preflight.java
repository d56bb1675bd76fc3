package dev.graphiti.migrator.app;

import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.embedding.stage.Embedders;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.Schema;
import dev.graphiti.migrator.graph.schema.SchemaLock;
import dev.graphiti.migrator.graph.schema.SchemaPlan;
import dev.graphiti.migrator.graph.schema.VectorSpaceStamp;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.text.Formats;
import java.time.Instant;

/**
 * Finds out, before a job is started, what would stop it: in the order source, target, embedding, so that nothing is
 * paid for or written before all the rest is known to work.
 */
public record Preflight(RunPlan plan, VectorSpace vectorSpace) {

    /**
     * Checks everything.
     *
     * @param plan of the source, which was asked for it
     * @param now when schema steps are applied, which the graph keeps
     * @throws MigratorException with one sentence for what a user can mend
     */
    public static Preflight of(MigrationConfig config, RunPlan plan, Target target, Console console, Instant now) {
        plan.notRead().forEach(console::line);
        if (!plan.estimate().isEmpty()) {
            console.line(plan.estimate());
        }
        target.verify();
        target.caution().ifPresent(console::line);
        VectorSpace space = Embedders.preflight(config.embedding());
        VectorSpaceStamp stamp = new VectorSpaceStamp(target);
        boolean stamped = stamp.check(space.model(), space.dimension());
        if (!stamped || !new Schema(target).plan().isEmpty()) {
            prepare(target, space, console, now);
        }
        return new Preflight(plan, space);
    }

    /** One process after the other; what the one before has done is there by then. */
    @SuppressWarnings("try") // The lock is held, not asked.
    private static void prepare(Target target, VectorSpace space, Console console, Instant now) {
        try (SchemaLock lock = SchemaLock.take(target, console::line)) {
            VectorSpaceStamp stamp = new VectorSpaceStamp(target);
            stamp.check(space.model(), space.dimension());
            applySchema(new Schema(target), console, now);
            stamp.stamp(space.model(), space.dimension());
        }
    }

    private static void applySchema(Schema schema, Console console, Instant now) {
        SchemaPlan plan = schema.plan();
        if (plan.isEmpty()) {
            return;
        }
        schema.apply(plan, now);
        console.line(
                "Schema: %s applied (uniqueness constraints first, then Graphiti's indexes); undo with 'schema rollback --execute'."
                        .formatted(Formats.count(plan.steps().size(), "step", "steps")));
    }
}
