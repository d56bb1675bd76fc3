package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts gaps by notes: with the records that are read they cover all offsets that were to be read, each once. Offsets
 * that the brokers have deleted meanwhile are told apart from those that never held a record for us.
 */
final class GapNotes implements AutoCloseable {
    static final String WITHOUT_RECORD = "offset-without-record";
    static final String GONE = "offset-gone";

    private final KafkaSourceOptions options;
    private TopicMetadataClient inquiry;

    @SuppressWarnings("NullAway.Init") // Connects lazily.
    GapNotes(KafkaSourceOptions options) {
        this.options = options;
    }

    /** Only where properties say that reading goes on after what is gone; else it ends there with a failure. */
    void tell(PassedOffsets.Gap gap, Consumer<SourceRecord> out) {
        if (gap.size() > 0) {
            tell(gap, options.passesWhatIsGone() ? this::beginning : partition -> 0, out);
        }
    }

    static void tell(PassedOffsets.Gap gap, ToLongFunction<TopicPartition> beginning, Consumer<SourceRecord> out) {
        long present = Math.max(gap.start(), Math.min(gap.end(), beginning.applyAsLong(gap.partition())));
        if (present > gap.start()) {
            long gone = present - gap.start();
            RecordOrigin origin = origin(gap.partition(), gap.start());
            out.accept(SourceRecord.noted(origin, Long.toString(present), 0, GONE, gone)
                    .withLost(gone));
        }
        if (gap.end() > present) {
            RecordOrigin origin = origin(gap.partition(), present);
            out.accept(SourceRecord.covering(origin, Long.toString(gap.end()), WITHOUT_RECORD, gap.end() - present));
        }
    }

    private static RecordOrigin origin(TopicPartition partition, long offset) {
        return new RecordOrigin(
                MessageParser.SYSTEM,
                partition.topic(),
                "",
                partition.toString(),
                "offset " + offset,
                Long.toString(offset));
    }

    private long beginning(TopicPartition partition) {
        if (inquiry == null) {
            inquiry = new TopicMetadataClient(options);
        }
        return inquiry.beginnings(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        if (inquiry != null) {
            inquiry.close();
        }
    }
}
