package dev.graphiti.migrator.crash;

import static dev.graphiti.migrator.containers.ContainerEngine.docker;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.containers.ContainerNetwork;
import dev.graphiti.migrator.containers.ContainerServer;
import dev.graphiti.migrator.containers.FlinkContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Flink cluster of containers: a JobManager, two TaskManagers with two slots each, and one in which commands are called.
 */
final class ContainerCluster implements MortalCluster {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int SLOTS = 4;

    /** Those of {@code flink-conf/config.yaml} that matter here, with shorter heartbeats. */
    private static final String PROPERTIES = """
            jobmanager.memory.process.size: 1g
            taskmanager.memory.process.size: 2g
            taskmanager.memory.task.off-heap.size: 256m
            taskmanager.numberOfTaskSlots: 2
            taskmanager.load-balance.mode: SLOTS
            state.backend.type: rocksdb
            execution.checkpointing.incremental: true
            execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
            restart-strategy.type: exponential-delay
            restart-strategy.exponential-delay.initial-backoff: 1 s
            restart-strategy.exponential-delay.max-backoff: 10 s
            restart-strategy.exponential-delay.attempts-before-reset-backoff: 20
            heartbeat.interval: 1000
            heartbeat.timeout: 15000
            pekko.ask.timeout: 60 s
            """;

    /** These processes live for minutes; on a busy machine they take longer than 10 s to start. */
    private static final String JVM = "-XX:TieredStopAtLevel=1 -Dpekko.remote.classic.startup-timeout=120s";

    private final FlinkContainer jobManager;
    private final List<FlinkContainer> taskManagers;
    private final FlinkContainer client;
    private final ClusterRest rest;
    private final Path folder;

    /** Starts one whose processes share this folder. */
    ContainerCluster(ContainerNetwork network, Path folder) {
        this.folder = folder;
        jobManager = FlinkContainer.jobManager(network.network())
                .withRestPort(ContainerServer.freePort())
                .withEnv("FLINK_PROPERTIES", PROPERTIES);
        taskManagers = Stream.generate(() -> FlinkContainer.taskManager(network.network(), PROPERTIES))
                .limit(2)
                .toList();
        client = FlinkContainer.program("sleep", "infinity").withNetwork(network.network());
        all().forEach(this::start);
        rest = new ClusterRest(jobManager.rest());
        awaitSlots();
    }

    private Stream<FlinkContainer> all() {
        return Stream.concat(Stream.of(jobManager, client), taskManagers.stream());
    }

    private void start(FlinkContainer container) {
        container.withFolder(folder).withEnv("JVM_ARGS", JVM).start();
    }

    private void awaitSlots() {
        await("slots").atMost(LONGEST).until(() -> rest.slots() >= SLOTS);
    }

    FlinkContainer taskManager(int number) {
        return taskManagers.get(number - 1);
    }

    @Override
    public void killTaskManager(int number) {
        docker("kill", taskManager(number).getContainerId());
    }

    @Override
    public void killJobManager() {
        docker("kill", jobManager.getContainerId());
    }

    @Override
    public void startAgain() {
        all().filter(container -> !container.isRunning())
                .forEach(container -> docker("start", container.getContainerId()));
        awaitSlots();
    }

    @Override
    public Process run(Path output, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("docker", "exec", client.getContainerId(), "flink", "run"));
        line.addAll(List.of("-t", "remote", "-D", "rest.address=jobmanager", "-D", "rest.port=8081"));
        line.add("/opt/flink/usrlib/graphiti-migrator.jar");
        line.addAll(arguments);
        return start(output, line);
    }

    private static Process start(Path output, List<String> line) {
        try {
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JobManager of one job, with a TaskManager, to be closed by the test. Its REST API is not published. */
    Application application(ContainerNetwork network) {
        return new Application(network);
    }

    final class Application implements FlinkCluster, AutoCloseable {
        private final ContainerNetwork network;
        private final List<FlinkContainer> containers = new ArrayList<>();

        private Application(ContainerNetwork network) {
            this.network = network;
        }

        @Override
        public Process run(Path output, List<String> arguments) {
            FlinkContainer master =
                    FlinkContainer.application(network.network(), arguments).withEnv("FLINK_PROPERTIES", PROPERTIES);
            containers.add(master);
            containers.add(
                    FlinkContainer.taskManager(network.network(), PROPERTIES).ofApplication());
            containers.forEach(ContainerCluster.this::start);
            String follow = "docker logs --follow %1$s; exit $(docker wait %1$s)".formatted(master.getContainerId());
            return start(output, List.of("sh", "-c", follow));
        }

        @Override
        public ClusterRest rest() {
            throw new UnsupportedOperationException("The REST API of an application is not published.");
        }

        @Override
        public void close() {
            containers.forEach(FlinkContainer::close);
        }
    }

    @Override
    public ClusterRest rest() {
        return rest;
    }

    @Override
    public void close() {
        // The user of this JVM can then remove what the user of the containers has written.
        docker("exec", client.getContainerId(), "sh", "-c", "chmod -fR a+rwX '%s' || true".formatted(folder));
        all().forEach(FlinkContainer::close);
    }
}
