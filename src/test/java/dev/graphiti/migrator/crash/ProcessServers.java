package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** Servers that are processes of this machine, which scripts of the project run. */
final class ProcessServers implements Servers {
    private final Neo4jServer neo4j;
    private final RealCluster flink;
    private final Path folder;

    ProcessServers(String name) {
        neo4j = Neo4jServer.own(name);
        flink = RealCluster.start(name);
        try {
            folder = Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Neo4jServer neo4j() {
        return neo4j;
    }

    @Override
    public String neo4jUri() {
        return neo4j.options().uri();
    }

    @Override
    public KafkaBroker kafka() {
        return KafkaBroker.shared();
    }

    @Override
    public String kafkaServers() {
        return kafka().servers();
    }

    @Override
    public MortalCluster flink() {
        return flink;
    }

    @Override
    public Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        flink.close();
        neo4j.close();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
}
