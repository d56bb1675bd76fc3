package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers which partitions there are, and from where to where they are to be read. What a user can mend comes
 * as a {@link MigratorException}.
 */
final class TopicMetadataClient implements AutoCloseable {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final KafkaSourceOptions options;
    private final KafkaFailure failure;
    private final Consumer<byte[], byte[]> consumer;

    TopicMetadataClient(KafkaSourceOptions options) {
        this.options = options;
        this.failure = new KafkaFailure(options);
        this.consumer = ask(() -> new KafkaConsumer<>(
                ConsumerSettings.of(options), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw failure.explained(e);
        }
    }

    /** The one behind the questions, for reading. */
    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    List<TopicPartition> partitions() {
        String pattern = options.topicPattern();
        Stream<TopicPartition> all = pattern == null
                ? options.topics().stream().flatMap(this::partitionsOf)
                : matching(Pattern.compile(pattern)).stream();
        return all.sorted(BY_NAME).toList();
    }

    private Stream<TopicPartition> partitionsOf(String topic) {
        @Nullable List<PartitionInfo> known = ask(() -> consumer.partitionsFor(topic, options.timeout()));
        if (known == null || known.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "There is no topic '%s' at %s, or it is not visible; check source.topics."
                            .formatted(topic, options.bootstrapServers()));
        }
        return partitions(known);
    }

    private List<TopicPartition> matching(Pattern pattern) {
        List<TopicPartition> all = new ArrayList<>();
        ask(() -> consumer.listTopics(options.timeout())).forEach((topic, known) -> {
            if (pattern.matcher(topic).matches()) {
                partitions(known).forEach(all::add);
            }
        });
        if (all.isEmpty() && !options.isContinuous()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "No topic at %s matches '%s' as a whole; check source.topic-pattern."
                            .formatted(options.bootstrapServers(), pattern));
        }
        return all;
    }

    private static Stream<TopicPartition> partitions(List<PartitionInfo> known) {
        return known.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
    }

    /** The first offset to read of each. */
    Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
        return switch (options.start()) {
            case EARLIEST -> beginnings(partitions);
            case LATEST -> ends(partitions);
            case TIMESTAMP -> at(Objects.requireNonNull(options.startTimestamp()), partitions);
            case OFFSETS -> named(partitions);
        };
    }

    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return ask(() -> consumer.beginningOffsets(partitions, options.timeout()));
    }

    /** The offset behind the last message that is committed, of each. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return ask(() -> consumer.endOffsets(partitions, options.timeout()));
    }

    private Map<TopicPartition, Long> at(Instant time, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = new HashMap<>(ends(partitions));
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
                ask(() -> consumer.offsetsForTimes(times, options.timeout()));
        found.forEach((partition, offset) -> {
            if (offset != null) {
                starts.put(partition, offset.offset());
            }
        });
        return starts;
    }

    private Map<TopicPartition, Long> named(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = new HashMap<>(beginnings(partitions));
        Map<TopicPartition, Long> ends = ends(partitions);
        options.startOffsets()
                .forEach((topic, byPartition) -> byPartition.forEach((number, offset) -> {
                    TopicPartition partition = new TopicPartition(topic, Integer.parseInt(number));
                    Long first = starts.get(partition);
                    Long end = ends.get(partition);
                    if (first == null || end == null) {
                        throw new MigratorException(
                                Fault.SOURCE,
                                "source.start-offsets names %s, which is not one of the partitions to read; remove it."
                                        .formatted(partition));
                    }
                    if (offset < first || offset > end) {
                        throw new MigratorException(
                                Fault.SOURCE,
                                ("source.start-offsets starts %s at offset %d, but it contains %d to %d; choose one"
                                                + " of them.")
                                        .formatted(partition, offset, first, end));
                    }
                    starts.put(partition, offset);
                }));
        return starts;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
