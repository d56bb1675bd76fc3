package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;

/** The servers of a migration: processes of this machine, or containers. */
interface Servers extends AutoCloseable {
    Neo4jServer neo4j();

    /** The address of Neo4j in the configuration of a job. */
    String neo4jUri();

    KafkaBroker kafka();

    /** The addresses of the brokers in the configuration of a job. */
    String kafkaServers();

    MortalCluster flink();

    /** A folder that this JVM and all processes of the cluster know by this path, and may write to. */
    Path folder(String name);

    @Override
    void close();
}
