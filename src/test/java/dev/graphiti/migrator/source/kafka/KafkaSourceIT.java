package dev.graphiti.migrator.source.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Gate;
import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.RememberingJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSourceIT {
    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @RegisterExtension
    static final RememberingJobs JOBS = new RememberingJobs(FLINK);

    private final Topic topic = Topic.unique(BROKER);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryMessageOnceThroughAFailure(int parallelism) {
        List<String> expected = topic.fill();

        List<String> read = FLINK.readThroughAFailure(topic.gated(1_000).flinkSource(), parallelism, Topic::line);

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        topic.fill();
        JobClient job = JOBS.start(FLINK.environment(1), topic.gated(1_000).flinkSource(), Topic::line);

        await().atMost(180, SECONDS).untilAsserted(() -> {
            assertThat(FLINK.gauges("sourceRemaining").sum()).isBetween(1L, Topic.MANY - 500L);
            assertThat(FLINK.gauges("sourceUnassigned").sum()).isZero();
        });
        Gate.open();
        RememberingJobs.awaitEnd(job);
    }

    @Test
    void readsWhatACompactedTopicStillHolds() {
        BROKER.create(
                topic.name(),
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));
        try (Producer<byte[], byte[]> producer = BROKER.producer()) {
            for (int i = 0; i < 50; i++) {
                var unused = producer.send(topic.message(0, "k" + i % 5, "{\"n\":%d}".formatted(i)));
            }
        }
        // A message whose time is later than segment.ms begins a new segment; only those before it are compacted.
        topic.send(0, Topic.MANY - 1, Topic.MANY);
        await().atMost(180, SECONDS)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> sum(new KafkaRecordSource(topic.options(""))) < 50);

        List<String> read = read(2, topic.options(""));

        assertThat(read).doesNotHaveDuplicates();
        assertThat(read.stream().filter(line -> line.endsWith(": 49"))).hasSize(1);
        long gaps = read.stream()
                .filter(line -> line.endsWith(" offset-without-record"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*: ([0-9]+) .*", "$1")))
                .sum();
        long records = read.stream()
                .filter(line -> !line.endsWith(" offset-without-record"))
                .count();
        assertThat(gaps).isPositive();
        assertThat(gaps + records).isEqualTo(51);
        KafkaRecordSource partitions = new KafkaRecordSource(topic.options(""));
        assertThat(partitions.counts(partitions.splits()))
                .containsExactly(new SourceCount(topic.name(), Unit.OFFSETS, 51, Certainty.EXACT));
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws Exception {
        BROKER.create(topic.name(), 2, Map.of());
        KafkaRecordSource before = new KafkaRecordSource(topic.options("read: continuous"));
        List<SourceSplit> planned = before.splits();
        try (Producer<byte[], byte[]> producer = BROKER.producer()) {
            for (String value : List.of("{\"n\":1}", "{nope", "{\"n\":12345678901234567890}", "[]")) {
                var unused = producer.send(topic.message(0, "k", value));
            }
        }
        topic.send(1, 0, 3);

        assertThat(Letters.assertEachIsReadAgain(new KafkaRecordSource(topic.options(""))))
                .isEqualTo(7);
        // What was written after the plan is read too, where reading has no end.
        try (RecordReader reader = before.open(planned.get(0), "2")) {
            assertThat(Objects.requireNonNull(reader.next()).origin().resume()).isEqualTo("2");
        }
    }

    private static long sum(KafkaRecordSource partitions) throws Exception {
        long count = 0;
        for (var split : partitions.splits()) {
            try (var reader = partitions.open(split, "")) {
                while (reader.next() != null) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void readsWithTlsAndAPassword() {
        List<String> expected = topic.fill();
        KafkaSourceOptions secured = topic.withTls(BROKER.password());

        assertThat(read(2, secured)).isEqualTo(expected);
        assertThat(secured.toString()).doesNotContain(BROKER.password());
    }

    @Test
    void startsWhereItIsTold() {
        topic.fill();
        int last = Topic.MANY - 1;

        assertThat(read(1, topic.options("start: timestamp, start-timestamp: 2026-01-02T00:00:00Z")))
                // The time of a transaction's marker is when it was written.
                .filteredOn(line -> !line.startsWith(topic.name() + "-1 "))
                .containsExactly(topic.line(0, last, last));
        assertThat(read(
                        1,
                        topic.options("start: offsets, start-offsets: { %s: { 0: %d, 1: 25, 3: 119 } }"
                                .formatted(topic.name(), last - 1))))
                .contains(topic.line(0, last - 1, last - 1), topic.line(3, 119, 119))
                .doesNotContain(topic.line(0, last - 2, last - 2), topic.line(3, 118, 118));
    }

    @Test
    void readsTopicsByAPattern() {
        List<String> expected = topic.fill();

        KafkaSourceOptions pattern = Kafka.options(
                "bootstrap-servers: \"%s\", topic-pattern: \"%s\"".formatted(BROKER.servers(), topic.name() + "|none"));

        assertThat(read(2, pattern)).isEqualTo(expected);
    }

    private static List<String> read(int parallelism, KafkaSourceOptions options) {
        return FLINK.read(options.flinkSource(), parallelism, Topic::line);
    }
}
