package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSourceOptionsTest {
    private static final String PLAIN = "bootstrap-servers: \"a:1\", topics: [orders]";

    @Test
    void littleNeedsToBeSaid() {
        KafkaSourceOptions options = Kafka.options(PLAIN);

        assertThat(options.read()).isEqualTo(ReadMode.UNTIL_NOW);
        assertThat(options.start()).isEqualTo(StartAt.EARLIEST);
        assertThat(options.tombstones()).isEqualTo(Tombstones.SKIP);
        assertThat(options.maxRecordSize()).isEqualTo(new ByteSize(16 << 20));
        assertThat(options.commitOffsets()).isFalse();
    }

    @Test
    void aConsumerReadsWhatIsCommittedAndGoesNowhereElse() {
        Properties settings = ConsumerSettings.of(Kafka.options(PLAIN));

        assertThat(settings)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("allow.auto.create.topics", "false")
                .containsEntry("enable.auto.commit", "false")
                .doesNotContainKey("group.id");
    }

    @Test
    void propertiesArePassedOnAndNeverShown() {
        KafkaSourceOptions options = Kafka.options(
                PLAIN + ", properties: { sasl.jaas.config: hush-8271, ssl.endpoint.identification.algorithm: \"\","
                        + " isolation.level: read_uncommitted }");

        assertThat(ConsumerSettings.of(options))
                .containsEntry("sasl.jaas.config", "hush-8271")
                .containsEntry("ssl.endpoint.identification.algorithm", "")
                .containsEntry("isolation.level", "read_uncommitted");
        assertThat(options.toString()).contains("sasl.jaas.config=***").doesNotContain("hush-8271");
    }

    @Test
    void continuousReadingHasNoEndAndTheSourceCanTravel() throws IOException {
        assertThat(Kafka.options(PLAIN).flinkSource().getBoundedness()).isEqualTo(Boundedness.BOUNDED);
        KafkaSourceOptions continuous = Kafka.options(PLAIN + ", read: continuous, start: latest");

        assertThat(continuous.flinkSource().getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(continuous.flinkSource());
            out.writeObject(continuous);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap-servers: '', topics: [a]|bootstrap-servers is blank",
                "bootstrap-servers: x|name either topics or a topic-pattern",
                "bootstrap-servers: x, topics: [a], topic-pattern: b|name either topics or a topic-pattern",
                "bootstrap-servers: x, topics: [a, a]|names a topic twice",
                "bootstrap-servers: x, topic-pattern: '('|not a regular expression",
                "bootstrap-servers: x, topics: [a], start: latest|would read nothing",
                "bootstrap-servers: x, topics: [a], start: timestamp|start-timestamp",
                "bootstrap-servers: x, topics: [a], start: offsets|start-offsets",
                "bootstrap-servers: x, topics: [a], start-offsets: { a: { 0: 1 } }|start-offsets",
                "bootstrap-servers: x, topics: [a], start: offsets, start-offsets: { a: { x: 1 } }|a partition is a number",
                "bootstrap-servers: x, topics: [a], start: offsets, start-offsets: { a: { 0: -1 } }|cannot be negative",
                "bootstrap-servers: x, topics: [a], commit-offsets: true|name one with group-id",
                "bootstrap-servers: x, topics: [a], properties: { group.id: g }|use the key group-id",
                "bootstrap-servers: x, topics: [a], properties: { auto.offset.reset: latest }|must be none or earliest",
                "bootstrap-servers: x, topics: [a], max-record-size: 1tb|'source.max-record-size' must be 1kb to 256mb, not '1tb'",
                "bootstrap-servers: x, topics: [a], timeout: 0s|'source.timeout' must be 100ms to 1h, not '0s'",
            })
    void whatCanNeverBeRightIsRefused(String options, String hint) {
        assertThatThrownBy(() -> Kafka.options(options)).hasMessageContaining(hint);
    }
}
