package dev.graphiti.migrator.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command of this machine, with additional variables. */
record Command(List<String> line, Map<String, String> variables) {
    /** How a command ended, with both of its outputs. */
    record Ended(int code, String out, String err) {}

    static Command of(String program, String... arguments) {
        return new Command(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList(), Map.of());
    }

    Command with(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new Command(line, more);
    }

    /** Its output, without the last line end, if it succeeds. */
    String output(long time, TimeUnit unit) {
        Ended ended = run(time, unit);
        assertThat(ended.code())
                .as("%s: %s", String.join(" ", line), ended.err())
                .isZero();
        return ended.out();
    }

    Ended run(long time, TimeUnit unit) {
        try {
            // Files, since a pipe ends only when all processes that inherited it have ended.
            Path out = Files.createTempFile("command", ".out");
            Path err = Files.createTempFile("command", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            boolean ended = process.waitFor(time, unit);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("%s ends within %d %s", line, time, unit).isTrue();
            Ended result = new Ended(
                    process.exitValue(),
                    Files.readString(out).strip(),
                    Files.readString(err).strip());
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + line, e);
        }
    }
}
