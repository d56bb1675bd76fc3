package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.containers.ContainerNetwork;
import dev.graphiti.migrator.containers.ContainerServer;
import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.flink.util.FileUtils;

/** Servers in containers of one network. A folder of this machine is in all containers of Flink, at the same path. */
final class ContainerServers implements Servers {
    private final Path folder;
    private final ContainerNetwork network = ContainerNetwork.create();
    private final ContainerServer neo4j = ContainerServer.neo4j(network);
    private final ContainerServer kafka = ContainerServer.kafka(network);
    private final Neo4jServer graph = Neo4jServer.on(neo4j);
    private final KafkaBroker broker = KafkaBroker.on(kafka);
    private final ContainerCluster flink;

    ContainerServers(String name) throws IOException {
        Path parent = Files.createDirectories(Path.of("target").toAbsolutePath());
        folder = writable(Files.createTempDirectory(parent, name));
        flink = new ContainerCluster(network, folder);
    }

    /** By the user of the containers. */
    private static Path writable(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    ContainerNetwork network() {
        return network;
    }

    ContainerServer neo4jContainer() {
        return neo4j;
    }

    @Override
    public Neo4jServer neo4j() {
        return graph;
    }

    @Override
    public String neo4jUri() {
        return "bolt://neo4j:7687";
    }

    @Override
    public KafkaBroker kafka() {
        return broker;
    }

    @Override
    public String kafkaServers() {
        return "kafka:9092";
    }

    @Override
    public ContainerCluster flink() {
        return flink;
    }

    @Override
    public Path folder(String name) {
        try {
            return writable(Files.createDirectory(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        flink.close();
        graph.close();
        neo4j.close();
        kafka.close();
        network.close();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
}
