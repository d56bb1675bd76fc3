package dev.graphiti.migrator.testing;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A script of the project that keeps a server as a process, with the folder of its data. Waited for with a bound. */
record Script(String path, Path data) {
    /** The first start of a server on a machine also fetches it. */
    private static final long PATIENCE_MINUTES = 15;

    /** What it prints. */
    String run(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(path, command, "--data", data.toString()));
        line.addAll(List.of(arguments));
        try {
            // A file, since a pipe ends only when all that have inherited it are gone, a server among them.
            Path output = Files.createTempFile("script", ".txt");
            Process process = new ProcessBuilder(line)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean ended = process.waitFor(PATIENCE_MINUTES, MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended)
                    .as("%s ends within %d minutes", line, PATIENCE_MINUTES)
                    .isTrue();
            assertThat(process.exitValue()).as(String.join(" ", line)).isZero();
            String text = Files.readString(output);
            Files.delete(output);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + line, e);
        }
    }

    /** The process that a start has left, by the file in which it is kept. */
    long pid(String file) {
        try {
            return Long.parseLong(Files.readString(data.resolve(file)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it tells of the server, by name. */
    Map<String, String> environment() {
        return run("env")
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
