package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions as they are now, for the check before a run and for a dry run; the job itself reads through
 * {@link FlinkKafkaSource}. A split is a partition, its size a number of messages, and 0 where reading has no end.
 */
record KafkaRecordSource(KafkaSourceOptions options) implements RecordSource {
    @Override
    public List<SourceSplit> splits() {
        try (TopicMetadataClient inquiry = new TopicMetadataClient(options)) {
            List<TopicPartition> partitions = inquiry.partitions();
            Map<TopicPartition, Long> starts = inquiry.starts(partitions);
            Map<TopicPartition, Long> ends = inquiry.ends(partitions);
            return partitions.stream()
                    .map(partition -> split(
                            partition,
                            Objects.requireNonNull(starts.get(partition)),
                            Objects.requireNonNull(ends.get(partition))))
                    .toList();
        }
    }

    private SourceSplit split(TopicPartition partition, long start, long end) {
        return new SourceSplit(
                partition.toString(),
                partition.topic(),
                new PartitionRange(partition.partition(), start, end).spec(),
                options.isContinuous() ? 0 : Math.max(0, end - start));
    }

    /** Those of the plan, which does not change; with gaps counted by notes, as many are passed. */
    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) {
        if (options.isContinuous()) {
            return List.of();
        }
        return splits.stream()
                .map(split -> new SourceCount(
                        split.collection(), SourceCount.Unit.OFFSETS, split.size(), SourceCount.Certainty.EXACT))
                .toList();
    }

    @Override
    public String estimate(List<SourceSplit> splits) {
        long messages = splits.stream().mapToLong(SourceSplit::size).sum();
        return options.isContinuous()
                ? "Kafka: %d partitions, read continuously".formatted(splits.size())
                : String.format(Locale.ROOT, "Kafka: %,d messages in %d partitions", messages, splits.size());
    }

    /** What is read continuously goes beyond the end that the plan knew. */
    private long end(TopicPartition partition, long from, PartitionRange range) {
        if (!options.isContinuous() || from < range.end()) {
            return range.end();
        }
        try (TopicMetadataClient inquiry = new TopicMetadataClient(options)) {
            return inquiry.ends(List.of(partition)).getOrDefault(partition, from);
        }
    }

    @Override
    public RecordReader open(SourceSplit split, String position) {
        PartitionRange range = PartitionRange.parse(split.spec());
        long from = position.equals(SourceSplit.START) ? range.start() : Long.parseLong(position);
        TopicPartition partition = new TopicPartition(split.collection(), range.partition());
        return new PartitionReader(options, partition, from, end(partition, from, range));
    }
}
