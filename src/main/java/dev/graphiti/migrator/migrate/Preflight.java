package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.Schema;
import dev.graphiti.migrator.graph.SchemaPlan;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.VectorSpaceStamp;
import dev.graphiti.migrator.inference.Embedders;
import dev.graphiti.migrator.inference.VectorSpace;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Finds out, before a job is started, what would stop it: in the order source, target, embedding, so that nothing is
 * paid for or written before all the rest is known to work.
 *
 * @param sourceSize the sum over all splits, 0 where it is not known
 */
record Preflight(int splits, long sourceSize, VectorSpace vectorSpace) {

    /**
     * Checks everything.
     *
     * @throws MigratorException with one sentence for what a user can mend
     */
    static Preflight of(MigrationConfig config, Target target, Console console) {
        RecordSource source = config.source().source();
        List<SourceSplit> splits = splits(source);
        String estimate = source.estimate(splits);
        if (!estimate.isEmpty()) {
            console.line(estimate);
        }
        target.verify();
        VectorSpace space = Embedders.preflight(config.embedding());
        VectorSpaceStamp stamp = new VectorSpaceStamp(target);
        stamp.check(space.model(), space.dimension());
        applySchema(new Schema(target), console);
        stamp.stamp(space.model(), space.dimension());
        return new Preflight(
                splits.size(), splits.stream().mapToLong(SourceSplit::size).sum(), space);
    }

    private static List<SourceSplit> splits(RecordSource source) {
        try {
            return source.splits();
        } catch (IOException e) {
            throw new MigratorException(Fault.SOURCE, "The source cannot be read: " + e.getMessage(), e);
        }
    }

    private static void applySchema(Schema schema, Console console) {
        SchemaPlan plan = schema.plan();
        if (plan.isEmpty()) {
            return;
        }
        schema.apply(plan, Instant.now());
        console.line(
                "Schema: %d steps applied (uniqueness constraints first, then Graphiti's indexes); undo with 'schema rollback'."
                        .formatted(plan.steps().size()));
    }
}
