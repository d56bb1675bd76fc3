package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.KafkaBroker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user can mend is one sentence, before anything is started. */
class KafkaRefusalIT {
    private static final String WRONG_PASSWORD = "wrong-8271";

    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    private final Topic topic = Topic.unique(BROKER);

    @Test
    void aBrokerThatDoesNotAnswer() {
        assertRefused(
                Kafka.options("bootstrap-servers: \"127.0.0.1:1\", timeout: 2s, topics: [a]"),
                "No broker at 127.0.0.1:1 has answered within 2 s");
        assertRefused(Kafka.options("bootstrap-servers: nonsense, topics: [a]"), "Kafka's client refuses its settings");
    }

    @Test
    void aTopicThatIsNotThere() {
        assertRefused(topic.options(""), "There is no topic '" + topic.name() + "'");
        assertRefused(
                Kafka.options("bootstrap-servers: \"%s\", topic-pattern: \"no.*where\"".formatted(BROKER.servers())),
                "No topic at ");
    }

    @Test
    void credentialsAndCertificates() {
        BROKER.create(topic.name(), 1, Map.of());
        assertRefused(topic.withTls(WRONG_PASSWORD), "refuses the credentials");
        assertRefused(
                Kafka.options(
                        "bootstrap-servers: \"%s\", timeout: 60s, topics: [%s], properties: { security.protocol: SSL }"
                                .formatted(BROKER.tlsServers(), topic.name())),
                "The TLS handshake with Kafka");
    }

    @Test
    void offsetsThatAreNotThere() {
        BROKER.create(topic.name(), 1, Map.of());
        assertRefused(startingAt(0), "but it contains 0 to 0");
        assertRefused(startingAt(3), "not one of the partitions");
    }

    private KafkaSourceOptions startingAt(int partition) {
        return topic.options("start: offsets, start-offsets: { %s: { %d: 7 } }".formatted(topic.name(), partition));
    }

    private static void assertRefused(KafkaSourceOptions options, String hint) {
        assertThatThrownBy(() -> options.source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining(hint)
                .satisfies(e -> assertThat(e.getMessage())
                        .endsWith(".")
                        .hasLineCount(1)
                        .doesNotContain("Exception")
                        .doesNotContain(WRONG_PASSWORD));
    }
}
