package dev.graphiti.migrator.source.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.RememberingJobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job is stopped with a savepoint, and another one goes on from there. */
class KafkaResumeIT {
    private static final long OFTEN = 200;

    /** In milliseconds. Flink takes the first one at some moment within it; in a test, none but the savepoint may come. */
    private static final long RARELY = 100L * 24 * 3600 * 1000;

    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @RegisterExtension
    static final RememberingJobs JOBS = new RememberingJobs(FLINK);

    @TempDir
    private Path folder;

    private final Topic topic = Topic.unique(BROKER);
    private List<String> expected = List.of();

    @BeforeEach
    void fill() {
        expected = topic.fill();
    }

    /** Of several subtasks, all but the one with the large partition have read theirs by then. */
    @ParameterizedTest
    @CsvSource({"1,4", "1,2", "4,2", "2,4", "4,1", "4,4"})
    void resumesAtAnotherParallelismAndEndsWhereItWasToEnd(int before, int after) throws Exception {
        String savepoint = stopInTheMiddle(before);
        topic.send(0, 100_000, 100_050);
        RememberingJobs.awaitEnd(resume(after, savepoint, topic.options("")));

        assertThat(JOBS.seen()).isEqualTo(expected);
    }

    @Test
    void resumesThoughOtherSubtasksHaveEnded() throws Exception {
        JobClient job = start(4, topic.gated(1_000));
        JOBS.awaitSeen(500);
        // All partitions but the one that waits.
        FLINK.awaitEnded(job, Topic.PARTITIONS - 1);
        String savepoint = JOBS.stop(job, folder);
        assertThat(JOBS.seen()).hasSizeLessThan(expected.size());
        RememberingJobs.awaitEnd(resume(2, savepoint, topic.options("")));

        assertThat(JOBS.seen()).isEqualTo(expected);
    }

    @Test
    void offsetsThatAreGoneEndTheJobWithASentence() throws Exception {
        String savepoint = stopInTheMiddle(1);
        BROKER.truncate(topic.name(), 0, Topic.MANY - 10);

        JobClient job = resume(1, savepoint, topic.options(""));

        assertThatThrownBy(() -> RememberingJobs.awaitEnd(job))
                .rootCause()
                .hasMessageStartingWith("Kafka no longer has the messages from " + topic.name() + "-0 offset ")
                .hasMessageContaining("set auto.offset.reset in source.properties to earliest");
    }

    @Test
    void goesOnBehindOffsetsThatAreGoneWhereThePropertiesSaySo() throws Exception {
        String savepoint = stopInTheMiddle(1);
        BROKER.truncate(topic.name(), 0, Topic.MANY - 10);

        RememberingJobs.awaitEnd(resume(1, savepoint, topic.options("properties: { auto.offset.reset: earliest }")));

        List<String> gone = JOBS.seen().stream()
                .filter(line -> line.endsWith(" offset-gone"))
                .toList();
        assertThat(gone)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .as("with what was read these are all")
                        .endsWith(": %d offset-gone"
                                .formatted(expected.size() - (JOBS.seen().size() - 1))));
        assertThat(JOBS.seen())
                .doesNotHaveDuplicates()
                .contains(topic.line(0, Topic.MANY - 1, Topic.MANY - 1))
                .hasSizeLessThan(expected.size());
        assertThat(expected)
                .containsAll(JOBS.seen().stream()
                        .filter(line -> !gone.contains(line))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"2,1", "4,2", "2,4", "4,1"})
    void readsOnUntilItIsStopped(int before, int after) throws Exception {
        KafkaSourceOptions continuous = topic.options("read: continuous, group-id: watched, commit-offsets: true");
        List<String> all = new ArrayList<>(expected);
        all.remove(topic.lastGap());

        JobClient job = start(FLINK.environment(before), continuous, OFTEN);
        JOBS.awaitSeen(all.size());
        all.addAll(topic.send(2, 200_000, 200_030));
        JOBS.awaitSeen(all.size());
        String savepoint = JOBS.stop(job, folder);
        all.addAll(topic.send(0, 300_000, 300_030));
        JobClient resumed = resume(after, savepoint, continuous);
        JOBS.awaitSeen(all.size());
        awaitCommitted("watched");
        JOBS.stop(resumed, folder);

        assertThat(JOBS.seen()).isEqualTo(all.stream().sorted().toList());
    }

    /** Offsets are committed some time after a checkpoint, and by a job that is stopped perhaps not at all. */
    private void awaitCommitted(String group) throws Exception {
        try (var admin = BROKER.admin()) {
            await("an offset of every partition to be committed")
                    .atMost(180, SECONDS)
                    .until(() ->
                            admin
                                            .listConsumerGroupOffsets(group)
                                            .partitionsToOffsetAndMetadata()
                                            .get(30, SECONDS)
                                            .keySet()
                                            .stream()
                                            .filter(partition ->
                                                    partition.topic().equals(topic.name()))
                                            .count()
                                    == Topic.PARTITIONS);
        }
    }

    /** In the middle of a partition, and so of what comes after its other messages. */
    @ParameterizedTest
    @CsvSource({"4,2", "2,4", "4,1"})
    void readsOnFromTheMiddleOfAPartition(int before, int after) throws Exception {
        JobClient job = start(before, topic.gated(1_000, "read: continuous"));
        JOBS.awaitSeen(500);
        String savepoint = JOBS.stop(job, folder);
        assertThat(JOBS.seen()).hasSizeLessThan(expected.size());
        List<String> all = Stream.concat(
                        expected.stream().filter(line -> !line.equals(topic.lastGap())),
                        topic.send(2, 200_000, 200_030).stream())
                .sorted()
                .toList();
        JobClient resumed = resume(after, savepoint, topic.options("read: continuous"));
        JOBS.awaitSeen(all.size());
        JOBS.stop(resumed, folder);

        assertThat(JOBS.seen()).isEqualTo(all);
    }

    private String stopInTheMiddle(int parallelism) throws Exception {
        JobClient job = start(parallelism, topic.gated(1_000));
        JOBS.awaitSeen(500);
        // A savepoint that meets a subtask just as it ends fails, and Flink restarts the job from its beginning.
        FLINK.awaitEnded(job, parallelism - 1);
        String savepoint = JOBS.stop(job, folder);
        assertThat(JOBS.seen()).hasSizeLessThan(expected.size());
        return savepoint;
    }

    private static JobClient start(int parallelism, KafkaSourceOptions options) throws Exception {
        return start(FLINK.environment(parallelism), options, RARELY);
    }

    private static JobClient resume(int parallelism, String savepoint, KafkaSourceOptions options) throws Exception {
        return start(RememberingJobs.resuming(FLINK.environment(parallelism), savepoint), options, OFTEN);
    }

    /**
     * With checkpoints, as every job of ours has them: then a subtask that has read all can take part in a savepoint, and
     * ends behind the next checkpoint. Without them it would just end, and a savepoint that meets it then fails the job.
     */
    private static JobClient start(StreamExecutionEnvironment env, KafkaSourceOptions options, long interval)
            throws Exception {
        env.enableCheckpointing(interval);
        return JOBS.start(env, options.flinkSource(), Topic::line);
    }
}
