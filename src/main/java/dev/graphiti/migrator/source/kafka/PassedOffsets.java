package dev.graphiti.migrator.source.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Accounts for every offset that a reader passes: an offset is that of a record, or one in a gap. A gap is left by the
 * markers of transactions, by transactions that were taken back, by compaction, or by messages that are gone.
 */
final class PassedOffsets {
    /** Where the connector itself is to find the start of a partition. */
    private static final long UNKNOWN = -1;

    private final Map<TopicPartition, Range> left = new HashMap<>();

    /** Offsets without a record, the end excluded. */
    record Gap(TopicPartition partition, long start, long end) {
        long size() {
            return end - start;
        }
    }

    private record Range(long next, long end) {}

    /** A partition is to be read from here up to an end; without end, that is {@link Long#MAX_VALUE}. */
    void added(TopicPartition partition, long start, long end) {
        left.put(partition, new Range(start < 0 ? UNKNOWN : start, end));
    }

    /** What lies between the record before and this one, which is passed now; its size may be 0. */
    Gap before(TopicPartition partition, long offset) {
        Range range = left.getOrDefault(partition, new Range(UNKNOWN, Long.MAX_VALUE));
        left.put(partition, new Range(offset + 1, range.end()));
        return new Gap(partition, range.next() == UNKNOWN ? offset : Math.min(range.next(), offset), offset);
    }

    int partitions() {
        return left.size();
    }

    /** What lies behind the last records of all partitions but these, which are read to their ends. */
    List<Gap> ended(Set<TopicPartition> others) {
        List<TopicPartition> ended = left.keySet().stream()
                .filter(partition -> !others.contains(partition))
                .toList();
        return ended.stream().map(this::rest).toList();
    }

    private Gap rest(TopicPartition partition) {
        Range range = left.remove(partition);
        if (range == null || range.next() == UNKNOWN || range.end() == Long.MAX_VALUE) {
            return new Gap(partition, 0, 0);
        }
        return new Gap(partition, range.next(), Math.max(range.next(), range.end()));
    }
}
