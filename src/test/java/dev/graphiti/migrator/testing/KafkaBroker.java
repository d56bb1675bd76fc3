package dev.graphiti.migrator.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Kafka broker: started when the first test asks for it, ended when the JVM ends. One for all tests of a JVM is
 * run by {@code scripts/kafka}, with its data under {@code target}.
 */
public final class KafkaBroker implements BeforeAllCallback {
    private static final KafkaBroker SHARED = on(new ServerProcess(
                    new Script("scripts/kafka", Path.of("target", "kafka-it").toAbsolutePath()),
                    "kafka/kafka.pid",
                    List.of("--port", "0", "--tls-port", "0", "--heap", "384m"))
            .emptied());

    private final Server server;
    private @Nullable Map<String, String> environment;

    private KafkaBroker(Server server) {
        this.server = server;
    }

    /** Another broker, on this kind of server. */
    public static KafkaBroker on(Server server) {
        return new KafkaBroker(server);
    }

    public static KafkaBroker shared() {
        return SHARED;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        environment();
    }

    private synchronized Map<String, String> environment() {
        Map<String, String> known = environment;
        if (known == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
            server.start();
            known = server.environment();
            environment = known;
        }
        return known;
    }

    private String value(String name) {
        return Objects.requireNonNull(environment().get(name), name);
    }

    /** The number of its process, once it runs. */
    public long pid() {
        return server.pid();
    }

    public String servers() {
        return value("KAFKA_BOOTSTRAP_SERVERS");
    }

    /** The listener that wants TLS and a password. */
    public String tlsServers() {
        return value("KAFKA_TLS_SERVERS");
    }

    public String user() {
        return value("KAFKA_USER");
    }

    public String password() {
        return value("KAFKA_PASSWORD");
    }

    /** What a client must trust for TLS, a file in PEM. */
    public String certificate() {
        return value("KAFKA_CERTIFICATE");
    }

    /** Makes a topic with these settings. */
    public void create(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            await(admin.createTopics(
                            List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
                    .all());
        }
    }

    public void delete(String topic) {
        try (Admin admin = admin()) {
            await(admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** Removes the messages of a partition before an offset, as retention does. */
    public void truncate(String topic, int partition, long before) {
        try (Admin admin = admin()) {
            await(admin.deleteRecords(
                            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                    .all());
        }
    }

    /** Keys and values are bytes; more settings such as a transactional id come in pairs. */
    public Producer<byte[], byte[]> producer(String... settings) {
        // On a machine that is busy, an answer may take its time; sending again would not make it faster. A broker that
        // has just
        // made the topic may take the batches of an idempotent producer in another order and refuse them for ever.
        Map<String, Object> all = new HashMap<>(Map.of(
                "bootstrap.servers", servers(), "request.timeout.ms", "150000", "delivery.timeout.ms", "200000"));
        if (settings.length == 0) {
            all.put("enable.idempotence", "false");
            all.put("max.in.flight.requests.per.connection", "1");
        }
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers()));
    }

    private static void await(KafkaFuture<Void> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
