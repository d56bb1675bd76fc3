package dev.graphiti.migrator.containers;

import static dev.graphiti.migrator.containers.ContainerEngine.docker;

import dev.graphiti.migrator.testing.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. It keeps its data and its ports when it is started again. */
public final class ContainerServer implements Server, AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String PASSWORD = "of-the-tests";

    private final FixedPorts container;
    private final WaitStrategy ready;
    private final Map<String, String> environment;

    private ContainerServer(FixedPorts container, WaitStrategy ready, Map<String, String> environment) {
        this.container = ContainerEngine.owned(container).waitingFor(ready.withStartupTimeout(LONGEST));
        this.ready = ready;
        this.environment = environment;
    }

    private static final class FixedPorts extends GenericContainer<FixedPorts> {
        FixedPorts(String image, ContainerNetwork network, String name) {
            super(DockerImageName.parse(Images.tag(image)));
            withNetwork(network.network()).withNetworkAliases(name);
        }

        FixedPorts with(int port, int inside) {
            addFixedExposedPort(port, inside);
            return this;
        }
    }

    /** Neo4j, which other containers reach at {@code bolt://neo4j:7687}. */
    public static ContainerServer neo4j(ContainerNetwork network) {
        int bolt = freePort();
        FixedPorts container = new FixedPorts("neo4j", network, "neo4j")
                .with(bolt, 7687)
                .with(freePort(), 7474)
                .withEnv("NEO4J_AUTH", "neo4j/" + PASSWORD)
                .withEnv("NEO4J_server_memory_heap_max__size", "512m")
                .withEnv("NEO4J_server_memory_pagecache_size", "128m")
                .withEnv("NEO4J_db_tx__log_preallocate", "false");
        return new ContainerServer(
                container,
                Wait.forHttp("/").forPort(7474).withHeader("Accept", "application/json"),
                Map.of(
                        "NEO4J_URI",
                        "bolt://%s:%d".formatted(container.getHost(), bolt),
                        "NEO4J_USER",
                        "neo4j",
                        "NEO4J_PASSWORD",
                        PASSWORD));
    }

    /** Kafka, which other containers reach at {@code kafka:9092}. */
    public static ContainerServer kafka(ContainerNetwork network) {
        int port = freePort();
        FixedPorts container = new FixedPorts("kafka", network, "kafka").with(port, 19092);
        String address = container.getHost() + ":" + port;
        container
                .withEnv("KAFKA_NODE_ID", "1")
                .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
                .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093,OUTSIDE://:19092")
                .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092,OUTSIDE://" + address)
                .withEnv(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,OUTSIDE:PLAINTEXT")
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m");
        return new ContainerServer(
                container,
                Wait.forLogMessage(".*Kafka Server started.*", 1),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", address));
    }

    /** A port that a container keeps, unlike one that the engine chooses. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GenericContainer<?> container() {
        return container;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            docker("start", container.getContainerId());
            ready.waitUntilReady(container);
        }
    }

    @Override
    public void stop() {
        docker("stop", "--time", "50", container.getContainerId());
    }

    @Override
    public void kill() {
        if (container.getContainerId() != null) {
            // It may have ended before.
            Command.of("docker", "kill", container.getContainerId()).run(1, TimeUnit.MINUTES);
        }
    }

    /** Its processes stand still; nothing answers, and no connection is closed. */
    public void pause() {
        docker("pause", container.getContainerId());
    }

    public void resume() {
        docker("unpause", container.getContainerId());
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public long pid() {
        return Long.parseLong(docker("inspect", "--format", "{{.State.Pid}}", container.getContainerId()));
    }

    @Override
    public void close() {
        container.close();
    }
}
