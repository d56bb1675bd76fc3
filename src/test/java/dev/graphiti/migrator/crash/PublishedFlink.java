package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Flink as it is published, from {@code scripts/flink-dist}: its own scripts start the processes and submit the job jar.
 * Its configuration is {@code flink-conf/config.yaml} beside Flink's own log settings. Its data is under {@code target}.
 */
final class PublishedFlink implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int CANNOT_BE_DOWNLOADED = 3;
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed\\. Path: (\\S+)");

    /** What the configuration marks as SITE; a key at the end overrides the same key above. */
    private static final String SITE = """

            rest.address: 127.0.0.1
            rest.bind-address: 127.0.0.1
            rest.port: %1$d
            rest.bind-port: %1$d
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.rpc.port: %2$d
            jobmanager.bind-host: 127.0.0.1
            jobmanager.memory.process.size: 1g
            taskmanager.host: 127.0.0.1
            taskmanager.bind-host: 127.0.0.1
            taskmanager.memory.process.size: 2g
            taskmanager.memory.segment-size: 4kb
            metrics.reporters: none
            io.tmp.dirs: %3$s/tmp
            execution.checkpointing.dir: file://%3$s/checkpoints
            execution.checkpointing.savepoint-dir: file://%3$s/savepoints
            """;

    private final Path home;
    private final Path folder;
    private final ClusterRest rest;

    private PublishedFlink(Path home, Path folder, ClusterRest rest) {
        this.home = home;
        this.folder = folder;
        this.rest = rest;
    }

    /** A new one of this name, configured, without a process. The test is skipped if Flink cannot be downloaded. */
    static PublishedFlink named(String name) throws IOException {
        Path folder = Path.of("target", "flink-" + name).toAbsolutePath();
        FileUtils.deleteDirectory(folder.toFile());
        for (String part : List.of("conf", "log", "pid", "tmp")) {
            Files.createDirectories(folder.resolve(part));
        }
        Path home = distribution(folder);
        try (Stream<Path> files = Files.list(home.resolve("conf"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("conf").resolve(file.getFileName()));
            }
        }
        int restPort = freePort();
        Files.writeString(
                folder.resolve("conf/config.yaml"),
                Files.readString(Path.of("flink-conf/config.yaml")) + SITE.formatted(restPort, freePort(), folder));
        PublishedFlink flink = new PublishedFlink(home, folder, new ClusterRest("http://127.0.0.1:" + restPort));
        Runtime.getRuntime().addShutdownHook(new Thread(flink::close));
        return flink;
    }

    private static Path distribution(Path folder) throws IOException {
        Path output = folder.resolve("log/flink-dist.txt");
        Path errors = folder.resolve("log/flink-dist-errors.txt");
        Process script = new ProcessBuilder("scripts/flink-dist")
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        int code = exitCode(script);
        assumeFalse(code == CANNOT_BE_DOWNLOADED, () -> read(errors));
        assertThat(code).as(read(errors)).isZero();
        return Path.of(Files.readString(output).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a JobManager for a session, and so many TaskManagers with two slots each. */
    PublishedFlink session(int taskManagers) {
        call("jobmanager.sh", "start");
        return taskManagers(taskManagers);
    }

    /** Starts more of them, and waits until they offer their slots. */
    PublishedFlink taskManagers(int number) {
        for (int i = 0; i < number; i++) {
            call("taskmanager.sh", "start");
        }
        await("slots, see " + folder.resolve("log")).atMost(LONGEST).until(() -> rest.slots() == 2 * number);
        return this;
    }

    /** Runs each command by {@code bin/flink run} with these options. */
    FlinkCluster client(String... options) {
        return cluster((output, arguments) -> {
            List<String> line = new ArrayList<>(List.of("run"));
            line.addAll(List.of(options));
            line.add(jobJar());
            line.addAll(arguments);
            return start(output, "flink", line);
        });
    }

    /**
     * Runs the command in a JobManager of its own, which ends with the job. Of a jar without {@code local:}, Flink makes a
     * copy that it takes for every later jar of this name.
     */
    FlinkCluster application() {
        return cluster((output, arguments) -> {
            List<String> line = new ArrayList<>(List.of("start-foreground", "--jars", "local://" + jobJar()));
            line.addAll(List.of("--job-classname", "dev.graphiti.migrator.cli.Main"));
            line.addAll(arguments);
            return start(output, "standalone-job.sh", line);
        });
    }

    /** Calls Flink's client, which must succeed, and returns what it prints. */
    String flink(String... arguments) {
        return call("flink", arguments);
    }

    /** The same, and returns the savepoint that it names. */
    String savepoint(String... arguments) {
        String text = flink(arguments);
        Matcher path = SAVEPOINT.matcher(text);
        assertThat(path.find()).as(text).isTrue();
        return path.group(1);
    }

    ClusterRest rest() {
        return rest;
    }

    private FlinkCluster cluster(BiFunction<Path, List<String>, Process> start) {
        return new FlinkCluster() {
            @Override
            public Process run(Path output, List<String> arguments) {
                return start.apply(output, arguments);
            }

            @Override
            public ClusterRest rest() {
                return rest;
            }
        };
    }

    /** The processes that Flink's scripts have left, in the order of their start. */
    List<Long> pids() {
        try (Stream<Path> files = Files.list(folder.resolve("pid"))) {
            return files.sorted()
                    .flatMap(file -> read(file).lines())
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String call(String script, String... arguments) {
        try {
            // Not a pipe: the processes that outlive the script would hold it open.
            Path output = Files.createTempFile(folder.resolve("log"), "call", ".txt");
            int code = exitCode(start(output, script, List.of(arguments)));
            String text = Files.readString(output);
            assertThat(code)
                    .as("%s %s%n%s", script, String.join(" ", arguments), text)
                    .isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(Path output, String script, List<String> arguments) {
        List<String> line =
                new ArrayList<>(List.of(home.resolve("bin").resolve(script).toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        List.of("conf", "log", "pid")
                .forEach(part -> builder.environment()
                        .put(
                                "FLINK_" + part.toUpperCase(Locale.ROOT) + "_DIR",
                                folder.resolve(part).toString()));
        // Most of these processes live for seconds.
        builder.environment().put("JVM_ARGS", "-XX:TieredStopAtLevel=1");
        builder.environment().keySet().removeAll(List.of("CLASSPATH", "HADOOP_CLASSPATH", "FLINK_LIB_DIR"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(Process process) {
        try {
            if (!process.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(process.info() + " has not ended");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a script of Flink", e);
        }
    }

    private static String jobJar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("graphiti-migrator-.*-job\\.jar"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new AssertionError("There is no job jar: run mvn -DskipTests package."))
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what is left, by process id. A number that belongs to another process by now is left alone. */
    @Override
    public void close() {
        List<ProcessHandle> ours = pids().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
        ours.forEach(ProcessHandle::destroy);
        ours.forEach(process -> process.onExit()
                .completeOnTimeout(process, 15, TimeUnit.SECONDS)
                .join());
        ours.forEach(ProcessHandle::destroyForcibly);
    }
}
