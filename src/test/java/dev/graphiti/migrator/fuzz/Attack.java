package dev.graphiti.migrator.fuzz;

import java.nio.file.Path;
import java.util.Random;

/** One way to feed wrong input, which follows from the random numbers alone. */
interface Attack extends AutoCloseable {
    String name();

    /**
     * Makes one input and feeds it.
     *
     * @param folder an empty folder for its files
     * @throws Throwable for whatever is neither counted nor one sentence
     */
    Outcome strike(Random random, Path folder) throws Throwable;

    @Override
    default void close() {
        // Most have nothing open.
    }
}
