package dev.graphiti.migrator.benchmark;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The embedding stage against the model in a plain loop. */
@Command(name = "embed", description = "The embedding stage with the in-process model, against the model in a plain loop.")
final class EmbedBenchmark implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
