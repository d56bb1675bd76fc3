package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.Schema;
import dev.graphiti.migrator.graph.schema.SchemaLock;
import dev.graphiti.migrator.graph.schema.SchemaPlan;
import dev.graphiti.migrator.text.Formats;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        description = "Manages the constraints and indexes of the graph.",
        subcommands = {SchemaCommand.Show.class, SchemaCommand.Apply.class, SchemaCommand.Rollback.class})
final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command: show, apply or rollback.");
    }

    private static void print(PrintWriter out, SchemaPlan plan) {
        if (plan.isEmpty()) {
            out.println("The graph has every constraint and index that it needs.");
        }
        plan.steps().forEach(step -> print(out, step.what(), step.up()));
    }

    private static void print(PrintWriter out, String what, List<String> statements) {
        out.println(what);
        statements.forEach(statement -> out.println("    " + statement + ";"));
    }

    @Command(name = "show", description = "Shows the missing constraints and indexes. Changes nothing.")
    static final class Show extends ConnectedCommand {
        @Override
        void run(Target target) {
            print(out(), new Schema(target).plan());
        }
    }

    @Command(
            name = "apply",
            description = "Creates the missing constraints and indexes: uniqueness constraints first, which replace"
                    + " Graphiti's plain indexes if those exist. 'rollback' undoes this.")
    static final class Apply extends ConnectedCommand {
        @Option(names = "--dry-run", description = "Shows the statements instead of running them.")
        private boolean dryRun;

        @Override
        @SuppressWarnings("try") // The lock is held, not asked.
        void run(Target target) {
            Schema schema = new Schema(target);
            if (dryRun) {
                print(out(), schema.plan());
                return;
            }
            try (SchemaLock lock = SchemaLock.take(target, out()::println)) {
                SchemaPlan plan = schema.plan();
                print(out(), plan);
                schema.apply(plan, Instant.now());
            }
        }
    }

    @Command(
            name = "rollback",
            description = "Shows the statements that undo the schema changes of 'apply' or of a migration; with"
                    + " --execute, runs them.")
    static final class Rollback extends ConnectedCommand {
        @Option(names = "--execute", description = "Runs the statements instead of showing them.")
        private boolean execute;

        @Override
        @SuppressWarnings("try") // The lock is held, not asked.
        void run(Target target) {
            Schema schema = new Schema(target);
            if (!execute) {
                show(schema.rollbackPlan());
                return;
            }
            try (SchemaLock lock = SchemaLock.take(target, out()::println)) {
                List<Schema.Undo> plan = schema.rollbackPlan();
                schema.rollBack(plan);
                plan.forEach(undo -> out().println("undone: " + undo.what()));
                out().println(steps(plan) + " undone.");
            }
        }

        private void show(List<Schema.Undo> plan) {
            plan.forEach(undo -> print(out(), "undo: " + undo.what(), undo.statements()));
            out().println(
                            plan.isEmpty()
                                    ? "There is nothing to undo: no step is recorded, and no uniqueness constraint of graphiti-migrator exists."
                                    : steps(plan) + " to undo; nothing was changed. Add --execute to undo them.");
        }

        private static String steps(List<Schema.Undo> plan) {
            return Formats.count(plan.size(), "schema step", "schema steps");
        }
    }
}
