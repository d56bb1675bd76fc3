package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.graph.Target;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on the target alone. It ends well unless it throws. */
abstract class ConnectedCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        try (Target target =
                Target.open(Objects.requireNonNull(config.readWithTarget().target()))) {
            target.verify();
            run(target);
        }
        return ExitCode.OK.code();
    }

    /** Works on a target that answers. */
    abstract void run(Target target);

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
