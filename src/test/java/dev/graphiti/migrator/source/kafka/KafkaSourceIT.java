package dev.graphiti.migrator.source.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedConsumer;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real broker. The topic has a large partition, one with transactions of which some were taken back, an empty one, and
 * one whose beginning is gone.
 */
class KafkaSourceIT {
    private static final int MANY = 4_000;

    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    private static final InMemoryReporter METRICS = InMemoryReporter.create();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .build());

    /** Shared with the operators, which run in this process. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final String topic = "things-" + TOPICS.incrementAndGet();

    @BeforeEach
    void reset() {
        SEEN.clear();
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryMessageOnceThroughAFailure(int parallelism) throws Exception {
        List<String> expected = fill();

        List<String> read = collect(environment(parallelism), gated(1_000), new FailingOnceBehindTheGate(NAMING));

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(sorted(read)).isEqualTo(sorted(expected));
    }

    @ParameterizedTest
    // From one on: of several subtasks, one that has just read its partitions declines a savepoint, and the job starts
    // over.
    @CsvSource({"1,4", "1,2"})
    void resumesAtAnotherParallelismAndEndsWhereItWasToEnd(int before, int after, @TempDir Path folder)
            throws Exception {
        List<String> expected = fill();

        String savepoint = stopInTheMiddle(environment(before), gated(1_000), folder);
        assertThat(SEEN).hasSizeLessThan(expected.size());
        send(0, 100_000, 100_050);
        StreamExecutionEnvironment env = resuming(environment(after), savepoint);
        start(env, options("")).getJobExecutionResult().get(60, SECONDS);

        assertThat(sorted(SEEN)).isEqualTo(sorted(expected));
    }

    @Test
    void readsOnUntilItIsStopped(@TempDir Path folder) throws Exception {
        List<String> expected = new ArrayList<>(fill());
        KafkaSourceOptions continuous = options("read: continuous, group-id: watched, commit-offsets: true");
        StreamExecutionEnvironment env = environment(2);
        env.enableCheckpointing(200);

        JobClient job = start(env, continuous);
        await().atMost(30, SECONDS).until(() -> SEEN.size() == expected.size());
        expected.addAll(send(2, 200_000, 200_030));
        await().atMost(30, SECONDS).until(() -> SEEN.size() == expected.size());
        String savepoint = stop(job, folder);
        expected.addAll(send(0, 300_000, 300_030));
        JobClient resumed = start(resuming(environment(1), savepoint), continuous);
        await().atMost(30, SECONDS).until(() -> SEEN.size() == expected.size());
        stop(resumed, folder);

        assertThat(sorted(SEEN)).isEqualTo(sorted(expected));
        try (var admin = BROKER.admin()) {
            assertThat(admin.listConsumerGroupOffsets("watched")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void offsetsThatAreGoneEndTheJobWithASentence(@TempDir Path folder) throws Exception {
        fill();
        String savepoint = stopInTheMiddle(environment(1), gated(1_000), folder);
        BROKER.truncate(topic, 0, MANY - 10);

        JobClient job = start(resuming(environment(1), savepoint), options(""));

        assertThatThrownBy(() -> job.getJobExecutionResult().get(60, SECONDS))
                .rootCause()
                .hasMessageStartingWith("Kafka no longer holds the messages from " + topic + "-0 offset ")
                .hasMessageContaining("set auto.offset.reset in source.properties to earliest");
    }

    @Test
    void goesOnBehindOffsetsThatAreGoneWhereThePropertiesSaySo(@TempDir Path folder) throws Exception {
        List<String> all = fill();
        String savepoint = stopInTheMiddle(environment(1), gated(1_000), folder);
        BROKER.truncate(topic, 0, MANY - 10);

        start(resuming(environment(1), savepoint), options("properties: { auto.offset.reset: earliest }"))
                .getJobExecutionResult()
                .get(60, SECONDS);

        assertThat(SEEN).doesNotHaveDuplicates().contains(topic + "-0 offset " + (MANY - 1) + ": " + (MANY - 1));
        assertThat(all).containsAll(SEEN);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        fill();
        JobClient job = start(environment(1), gated(1_000));

        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(gauge("sourceRemaining")).isBetween(1L, MANY - 500L);
            assertThat(gauge("sourceUnassigned")).isZero();
        });
        GatedSource.open();
        job.getJobExecutionResult().get(60, SECONDS);
    }

    @Test
    void readsWhatACompactedTopicStillHolds() throws Exception {
        BROKER.create(
                topic,
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));
        try (Producer<byte[], byte[]> producer = BROKER.producer()) {
            for (int i = 0; i < 50; i++) {
                var unused = producer.send(message(0, "k" + i % 5, "{\"n\":%d}".formatted(i)));
            }
        }
        // A message whose time is later than segment.ms begins a new segment; only those before it are compacted.
        send(0, MANY - 1, MANY);
        await().atMost(60, SECONDS)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> sum(new KafkaPartitions(options(""))) < 50);

        List<String> read = collect(environment(2), options(""), new Identity());

        assertThat(read).doesNotHaveDuplicates();
        assertThat(read.stream().filter(line -> line.endsWith(": 49"))).hasSize(1);
    }

    private static long sum(KafkaPartitions partitions) throws Exception {
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
    void readsWithTlsAndAPassword() throws Exception {
        List<String> expected = fill();
        KafkaSourceOptions secured = Kafka.options("bootstrap-servers: \"%s\", topics: [%s], %s"
                .formatted(BROKER.tlsServers(), topic, tls(BROKER.password())));

        List<String> read = collect(environment(2), secured, new Identity());

        assertThat(sorted(read)).isEqualTo(sorted(expected));
        assertThat(secured.toString()).doesNotContain(BROKER.password());
    }

    @Test
    void whatAUserCanMendIsOneSentence() {
        BROKER.create(topic, 1, Map.of());
        String here = BROKER.servers();
        assertRefused(
                "bootstrap-servers: \"127.0.0.1:1\", timeout: 2s, topics: [a]",
                "No broker at 127.0.0.1:1 has answered within 2 s");
        assertRefused("bootstrap-servers: nonsense, topics: [a]", "Kafka's client refuses its settings");
        assertRefused("bootstrap-servers: \"%s\", topics: [nowhere]".formatted(here), "There is no topic 'nowhere'");
        assertRefused("bootstrap-servers: \"%s\", topic-pattern: \"no.*where\"".formatted(here), "No topic at ");
        assertRefused(
                "bootstrap-servers: \"%s\", timeout: 60s, topics: [%s], %s"
                        .formatted(BROKER.tlsServers(), topic, tls("wrong-8271")),
                "refuses the credentials");
        assertRefused(
                "bootstrap-servers: \"%s\", timeout: 60s, topics: [%s], properties: { security.protocol: SSL }"
                        .formatted(BROKER.tlsServers(), topic),
                "The TLS handshake with Kafka");
        assertRefused(
                "bootstrap-servers: \"%s\", topics: [%s], start: offsets, start-offsets: { %s: { 0: 7 } }"
                        .formatted(here, topic, topic),
                "but it holds 0 to 0");
        assertRefused(
                "bootstrap-servers: \"%s\", topics: [%s], start: offsets, start-offsets: { %s: { 3: 7 } }"
                        .formatted(here, topic, topic),
                "none of the partitions");
    }

    private static void assertRefused(String options, String hint) {
        assertThatThrownBy(() -> Kafka.options(options).source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining(hint)
                .satisfies(e -> assertThat(e.getMessage())
                        .endsWith(".")
                        .hasLineCount(1)
                        .doesNotContain("Exception")
                        .doesNotContain("wrong-8271"));
    }

    @Test
    void startsWhereItIsTold() throws Exception {
        fill();
        assertThat(collect(
                        environment(1),
                        options("start: timestamp, start-timestamp: 2026-01-02T00:00:00Z"),
                        new Identity()))
                // The time of a transaction's marker is when it was written.
                .filteredOn(line -> !line.startsWith(topic + "-1 "))
                .containsExactly("%s-0 offset %d: %d".formatted(topic, MANY - 1, MANY - 1));
        assertThat(collect(
                        environment(1),
                        options("start: offsets, start-offsets: { %s: { 0: %d, 1: 1000, 3: 119 } }"
                                .formatted(topic, MANY - 2)
                                .replace("1: 1000", "1: 25")),
                        new Identity()))
                .contains(topic + "-0 offset " + (MANY - 2) + ": " + (MANY - 2), topic + "-3 offset 119: 119")
                .noneMatch(line -> line.startsWith(topic + "-3 offset 118"));
    }

    @Test
    void readsTopicsByAPattern() throws Exception {
        List<String> expected = fill();

        KafkaSourceOptions pattern = Kafka.options(
                "bootstrap-servers: \"%s\", topic-pattern: \"%s\"".formatted(BROKER.servers(), topic + "|none"));

        assertThat(sorted(collect(environment(2), pattern, new Identity()))).isEqualTo(sorted(expected));
    }

    private static String tls(String password) {
        return ("properties: { security.protocol: SASL_SSL, sasl.mechanism: PLAIN, ssl.truststore.type: PEM,"
                        + " ssl.truststore.location: \"%s\", sasl.jaas.config: \"%s required username='%s' password='%s';\" }")
                .formatted(
                        BROKER.certificate(),
                        "org.apache.kafka.common.security.plain.PlainLoginModule",
                        BROKER.user(),
                        password);
    }

    /** Makes the topic, and says what is to be read of it. */
    private List<String> fill() {
        BROKER.create(topic, 4, Map.of());
        List<String> expected = new ArrayList<>(send(0, 0, MANY));
        expected.addAll(sendInTransactions());
        send(3, 0, 120);
        BROKER.truncate(topic, 3, 50);
        expected.addAll(lines(3, 50, 120));
        return expected;
    }

    /** The offsets of a partition are its numbers, as long as nothing else is sent to it. */
    private List<String> lines(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> "%s-%d offset %d: %d".formatted(topic, partition, number, number))
                .toList();
    }

    private List<String> send(int partition, long from, long to) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = BROKER.producer()) {
            for (long number = from; number < to; number++) {
                answers.add(
                        producer.send(message(partition, partition + "/" + number, "{\"n\":%d}".formatted(number))));
            }
        }
        return lines(partition, answers, from);
    }

    private List<String> lines(int partition, List<Future<RecordMetadata>> answers, long first) {
        List<String> lines = new ArrayList<>();
        try {
            for (int i = 0; i < answers.size(); i++) {
                long offset = answers.get(i).get().offset();
                lines.add("%s-%d offset %d: %d".formatted(topic, partition, offset, first + i));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /** Ten transactions of five messages, of which every other one is taken back; the last one is among these. */
    private List<String> sendInTransactions() {
        List<String> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = BROKER.producer("transactional.id", topic)) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 10; transaction++) {
                producer.beginTransaction();
                List<Future<RecordMetadata>> answers = new ArrayList<>();
                int first = transaction * 5;
                for (int number = first; number < first + 5; number++) {
                    answers.add(producer.send(message(1, "1/" + number, "{\"n\":%d}".formatted(number))));
                }
                if (transaction % 2 == 0) {
                    producer.commitTransaction();
                    sent.addAll(lines(1, answers, first));
                } else {
                    producer.flush();
                    producer.abortTransaction();
                }
            }
        }
        return sent;
    }

    /** The last of the many is of a later day. */
    private ProducerRecord<byte[], byte[]> message(int partition, String key, String value) {
        long day = value.equals("{\"n\":%d}".formatted(MANY - 1)) ? 1_767_398_400_000L : 1_767_225_600_000L;
        return new ProducerRecord<>(
                topic, partition, day, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private KafkaSourceOptions options(String more) {
        return Kafka.options("bootstrap-servers: \"%s\", topics: [%s]".formatted(BROKER.servers(), topic)
                + (more.isEmpty() ? "" : ", " + more));
    }

    /** Waits at the gate before its consumer hands over more messages than that. */
    private KafkaSourceOptions gated(int messages) {
        return options("properties: { interceptor.classes: %s, %s: %d, max.poll.records: 100 }"
                .formatted(GatedConsumer.class.getName(), GatedConsumer.MESSAGES, messages));
    }

    private static final FailingOnceBehindTheGate.Naming NAMING = KafkaSourceIT::line;

    private static String line(SourceRecord record) {
        @Nullable String damage = record.damage();
        return "%s %s: %s"
                .formatted(
                        record.origin().split(),
                        record.origin().position(),
                        damage == null ? record.fields().at("n") : damage);
    }

    /** A comparison in any order would take the square of the time. */
    private static List<String> sorted(Collection<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(16);
        env.enableCheckpointing(100);
        return env;
    }

    private static StreamExecutionEnvironment resuming(StreamExecutionEnvironment env, String savepoint) {
        Configuration resume = new Configuration();
        resume.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        env.configure(resume);
        return env;
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private static List<String> collect(
            StreamExecutionEnvironment env, KafkaSourceOptions options, RichMapFunction<SourceRecord, String> map)
            throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> lines = lines(env, options, map).executeAndCollect()) {
            lines.forEachRemaining(read::add);
        }
        return read;
    }

    private static JobClient start(StreamExecutionEnvironment env, KafkaSourceOptions options) throws Exception {
        lines(env, options, new Remembering()).sinkTo(new DiscardingSink<>()).uid("end");
        return env.executeAsync();
    }

    private static DataStream<String> lines(
            StreamExecutionEnvironment env, KafkaSourceOptions options, RichMapFunction<SourceRecord, String> map) {
        return env.fromSource(options.flinkSource(), WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .rebalance()
                .map(map)
                .uid("map");
    }

    private static String stopInTheMiddle(StreamExecutionEnvironment env, KafkaSourceOptions options, Path folder)
            throws Exception {
        env.getCheckpointConfig().disableCheckpointing();
        JobClient job = start(env, options);
        await().atMost(30, SECONDS).until(() -> SEEN.size() >= 500);
        return stop(job, folder);
    }

    private static String stop(JobClient job, Path folder) throws Exception {
        return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, SECONDS);
    }

    private static long gauge(String name) {
        return Stream.of(METRICS.getMetricsByGroup())
                .flatMap(groups -> groups.values().stream())
                .map(metrics -> metrics.get(name))
                .filter(metric -> metric instanceof Gauge<?>)
                .mapToLong(metric -> (Long) ((Gauge<?>) metric).getValue())
                .sum();
    }

    private static final class Identity extends RichMapFunction<SourceRecord, String> {
        @Override
        public String map(SourceRecord record) {
            return line(record);
        }
    }

    /** Opens the gate when the savepoint has gone by, so that closing the reader need not wait for it. */
    private static final class Remembering extends RichMapFunction<SourceRecord, String>
            implements CheckpointedFunction {
        @Override
        public String map(SourceRecord record) {
            SEEN.add(line(record));
            return line(record);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            GatedSource.open();
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // It remembers for the test only.
        }
    }
}
