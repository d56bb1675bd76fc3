package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.json.DamagedRecordException;
import dev.graphiti.migrator.source.json.RecordKind;
import dev.graphiti.migrator.source.json.RecordParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes a record of each message, damaged ones included. Used by one thread. */
final class MessageParser {
    static final String SYSTEM = "kafka";
    /** The rule that tombstones are counted by. */
    static final String TOMBSTONE = "tombstone";

    private final KafkaSourceOptions options;
    private final int maxBytes;
    private final RecordParser parser;

    MessageParser(KafkaSourceOptions options) {
        this.options = options;
        this.maxBytes = (int) options.maxRecordSize().bytes();
        this.parser = new RecordParser(RecordKind.MESSAGE, maxBytes);
    }

    SourceRecord parse(ConsumerRecord<byte[], byte @Nullable []> message) {
        RecordOrigin origin = new RecordOrigin(
                SYSTEM,
                message.topic(),
                KeyText.of(message.key()),
                message.topic() + "-" + message.partition(),
                "offset " + message.offset(),
                Long.toString(message.offset()));
        return record(origin, Long.toString(message.offset() + 1), message.value())
                .withAbout(about(message));
    }

    private SourceRecord record(RecordOrigin origin, String next, byte @Nullable [] value) {
        if (value == null) {
            SourceRecord tombstone = options.tombstones() == Tombstones.SKIP
                    ? SourceRecord.skipped(origin, next, 0, TOMBSTONE)
                    : SourceRecord.damaged(origin, next, 0, "message is a tombstone, it has no value", Kept.NOTHING);
            return origin.id().isEmpty() ? tombstone : tombstone.deleting();
        }
        if (value.length > maxBytes) {
            return SourceRecord.damaged(
                    origin, next, 0, "message is longer than %d bytes".formatted(maxBytes), head(value));
        }
        try {
            return SourceRecord.sound(origin, next, 0, parser.parse(value, 0, value.length));
        } catch (DamagedRecordException e) {
            return SourceRecord.damaged(origin, next, 0, e.sentence(), Kept.ofBytes(value, 0, value.length));
        }
    }

    private static Kept head(byte[] value) {
        return Kept.pointer(KeyText.head(value, Kept.LONGEST_EXCERPT));
    }

    private static Fields about(ConsumerRecord<?, ?> message) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        if (message.timestamp() >= 0) {
            about.put("timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
        }
        Map<String, @Nullable Object> headers = headers(message);
        if (!headers.isEmpty()) {
            about.put("headers", headers);
        }
        return new Fields(about);
    }

    /** A header that comes several times is a list. */
    private static Map<String, @Nullable Object> headers(ConsumerRecord<?, ?> message) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                all.computeIfAbsent(header.key(), key -> new ArrayList<>()).add(KeyText.of(header.value()));
            }
        }
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        all.forEach((key, values) -> headers.put(key, values.size() == 1 ? values.get(0) : values));
        return headers;
    }
}
