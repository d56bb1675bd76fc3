package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.Schema;
import dev.graphiti.migrator.graph.schema.SchemaLock;
import dev.graphiti.migrator.graph.schema.SchemaPlan;
import dev.graphiti.migrator.text.Figures;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private static Target connect(ConfigOption option) {
        MigrationConfig config = option.readWithTarget();
        Target target = Target.open(Objects.requireNonNull(config.target()));
        target.verify();
        return target;
    }

    private static SchemaLock lock(Target target, PrintWriter out) {
        return SchemaLock.take(
                target,
                () -> out.println(
                        "Waiting for the lock on the target's schema, which another process may be changing."));
    }

    private static void print(PrintWriter out, SchemaPlan plan) {
        if (plan.isEmpty()) {
            out.println("The graph has every constraint and index that it needs.");
        }
        for (SchemaPlan.Step step : plan.steps()) {
            out.println(step.what());
            step.up().forEach(statement -> out.println("    " + statement + ";"));
        }
    }

    @Command(name = "show", description = "Shows the missing constraints and indexes. Changes nothing.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            try (Target target = connect(config)) {
                print(spec.commandLine().getOut(), new Schema(target).plan());
            }
            return ExitCode.OK.code();
        }
    }

    @Command(
            name = "apply",
            description = "Creates the missing constraints and indexes: uniqueness constraints first, which replace"
                    + " Graphiti's plain indexes if those exist. 'rollback' undoes this.")
    static final class Apply implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Option(names = "--dry-run", description = "Shows the statements instead of running them.")
        private boolean dryRun;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            try (Target target = connect(config)) {
                if (dryRun) {
                    print(out(), new Schema(target).plan());
                } else {
                    apply(target);
                }
            }
            return ExitCode.OK.code();
        }

        @SuppressWarnings("try") // The lock is held, not asked.
        private void apply(Target target) {
            try (SchemaLock lock = lock(target, out())) {
                Schema schema = new Schema(target);
                SchemaPlan plan = schema.plan();
                print(out(), plan);
                schema.apply(plan, Instant.now());
            }
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    @Command(
            name = "rollback",
            description = "Shows the statements that undo the schema changes of 'apply' or of a migration; with"
                    + " --execute, runs them.")
    static final class Rollback implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Option(names = "--execute", description = "Runs the statements instead of showing them.")
        private boolean execute;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            try (Target target = connect(config)) {
                if (execute) {
                    rollBack(target);
                } else {
                    show(new Schema(target).rollbackPlan());
                }
            }
            return ExitCode.OK.code();
        }

        private void show(List<Schema.Undo> plan) {
            for (Schema.Undo undo : plan) {
                out().println("undo: " + undo.what());
                undo.statements().forEach(statement -> out().println("    " + statement + ";"));
            }
            out().println(
                            plan.isEmpty()
                                    ? "There is nothing to undo: no step is recorded, and no uniqueness constraint"
                                            + " of graphiti-migrator exists."
                                    : Figures.count(plan.size(), "schema step", "schema steps")
                                            + " to undo; nothing was changed. Add --execute to undo them.");
        }

        @SuppressWarnings("try") // The lock is held, not asked.
        private void rollBack(Target target) {
            try (SchemaLock lock = lock(target, out())) {
                Schema schema = new Schema(target);
                List<Schema.Undo> plan = schema.rollbackPlan();
                schema.rollBack(plan);
                plan.forEach(undo -> out().println("undone: " + undo.what()));
                out().println(Figures.count(plan.size(), "schema step", "schema steps") + " undone.");
            }
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }
}
