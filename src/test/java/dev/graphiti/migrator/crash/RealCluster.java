package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Flink cluster of real processes, run by {@code scripts/cluster}, with its data under {@code target}. */
final class RealCluster implements MortalCluster {
    private static final Pattern REST = Pattern.compile("FLINK_REST=(\\S+)");
    private static final int LONGEST_MINUTES = 20;

    private final Path data;
    private @Nullable ClusterRest rest;

    private RealCluster(Path data) {
        this.data = data;
    }

    /** A new one of this name; two TaskManagers with two slots each. */
    static RealCluster start(String name, String... options) {
        RealCluster cluster =
                new RealCluster(Path.of("target", "cluster-" + name).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        cluster.script("wipe", "--yes");
        List<String> start = new ArrayList<>(List.of("start", "--rest-port", "0", "--timeout", "300"));
        start.addAll(List.of(options));
        cluster.script(start.toArray(String[]::new));
        return cluster;
    }

    @Override
    public void startAgain() {
        script("start", "--timeout", "300");
    }

    /** Its processes by name. */
    Map<String, Long> pids() {
        try (Stream<Path> files = Files.list(data.resolve("cluster/run"))) {
            Map<String, Long> pids = new TreeMap<>();
            for (Path file : files.toList()) {
                pids.put(
                        file.getFileName().toString(),
                        Long.parseLong(Files.readString(file).strip()));
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one more TaskManager, on another machine. It is not the script's: whoever starts it ends it.
     *
     * @param settings of Flink's, {@code key=value} each, for this one alone
     */
    Process startTaskManager(OtherMachine machine, Path log, List<String> settings) {
        Path like = Path.of("/proc", String.valueOf(pids().get("taskmanager-1.pid")));
        List<String> line = words(like.resolve("cmdline"))
                .map(word -> word.startsWith("-Dmigrator.process=") ? "-Dmigrator.process=elsewhere" : word)
                .collect(Collectors.toCollection(ArrayList::new));
        Stream.concat(
                        Stream.of(
                                "taskmanager.host=" + machine.address(), "taskmanager.bind-host=" + machine.address()),
                        settings.stream())
                .forEach(setting -> line.addAll(List.of("-D", setting)));
        ProcessBuilder builder = new ProcessBuilder(machine.there(line))
                .directory(data.resolve("cluster").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        words(like.resolve("environ"))
                .map(word -> word.split("=", 2))
                .forEach(pair -> builder.environment().put(pair[0], pair[1]));
        try {
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> words(Path file) {
        try {
            return Stream.of(Files.readString(file).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void killTaskManager(int number) {
        script("kill-taskmanager", String.valueOf(number));
    }

    @Override
    public void killJobManager() {
        script("kill-jobmanager");
    }

    /** The same as long as there is this cluster. */
    @Override
    public ClusterRest rest() {
        if (rest == null) {
            Matcher found = REST.matcher(script("env"));
            assertThat(found.find()).isTrue();
            rest = new ClusterRest(found.group(1));
        }
        return rest;
    }

    @Override
    public Process run(Path output, List<String> arguments) {
        List<String> line = line("run");
        line.addAll(arguments);
        try {
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> line(String... command) {
        List<String> line = new ArrayList<>(List.of("scripts/cluster", "--data", data.toString()));
        line.addAll(List.of(command));
        return line;
    }

    private String script(String... command) {
        Path output = data.resolveSibling(data.getFileName() + ".out");
        try {
            // Not a pipe: the processes that outlive the script would hold it open.
            Process process = new ProcessBuilder(line(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue())
                    .as(String.join(" ", command) + "\n" + text)
                    .isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for scripts/cluster", e);
        }
    }

    @Override
    public void close() {
        script("stop");
    }
}
