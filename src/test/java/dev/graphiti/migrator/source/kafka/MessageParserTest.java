package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageParserTest {
    private static final String PLAIN = "bootstrap-servers: \"a:1\", topics: [orders]";

    @Test
    void aMessageIsARecord() {
        SourceRecord record = parse(PLAIN, "O-7", "{\"total\":12.5}");

        assertThat(record.origin())
                .isEqualTo(new RecordOrigin("kafka", "orders", "O-7", "orders-3", "offset 41", "41"));
        assertThat(record.next()).isEqualTo("42");
        assertThat(record.fields()).isEqualTo(Fields.of("total", 12.5));
        assertThat(record.damage()).isNull();
        assertThat(record.skippedBy()).isNull();
    }

    @Test
    void timestampAndHeadersStandBesideTheFields() {
        RecordHeaders headers = new RecordHeaders(List.of(
                new RecordHeader("trace", bytes("x")),
                new RecordHeader("hop", bytes("1")),
                new RecordHeader("hop", bytes("2"))));

        SourceRecord record = new MessageParser(Kafka.options(PLAIN)).parse(message(bytes("k"), bytes("{}"), headers));

        assertThat(record.about())
                .isEqualTo(Fields.of(
                        "timestamp",
                        "2026-01-01T00:00:00Z",
                        "headers",
                        Map.of("trace", "x", "hop", List.of("1", "2"))));
    }

    @Test
    void aTombstoneFollowsThePolicy() {
        SourceRecord skipped = parse(PLAIN, "k", null);
        assertThat(skipped.skippedBy()).isEqualTo("tombstone");
        assertThat(skipped.damage()).isNull();

        SourceRecord setAside = parse(PLAIN + ", tombstones: dead-letter", "k", null);
        assertThat(setAside.skippedBy()).isNull();
        assertThat(setAside.damage()).isEqualTo("message is a tombstone, it has no value");
        assertThat(setAside.origin().toString()).isEqualTo("orders-3 offset 41 (id k)");
    }

    @Test
    void poisonIsKeptWithWhereItStands() {
        assertDamaged("{\"a\":", "message is not JSON");
        assertDamaged("", "a record must be a JSON object, this is nothing");
        assertDamaged("[1]", "a record must be a JSON object, this is an array");
        assertDamaged("\u0000\u0000\u0000\u0000\u0005{}", "message is not JSON: NUL at its byte 1");
        assertDamaged("{\"a\":1,\"a\":2}", "message contains the key \"a\" twice");
    }

    private static void assertDamaged(String value, String damage) {
        SourceRecord record = parse(PLAIN, "k", value);
        assertThat(record.damage()).contains(damage);
        assertThat(record.raw()).isEqualTo(new Kept(Kept.Form.TEXT, value));
        assertThat(record.origin().resume()).isEqualTo("41");
        assertThat(record.origin().toString()).isEqualTo("orders-3 offset 41 (id k)");
    }

    @Test
    void ofALongMessageThePositionIsKept() {
        SourceRecord record = parse(PLAIN + ", max-record-size: 1kb", "k", "{\"ä\":\"" + "ä".repeat(600));

        assertThat(record.damage()).isEqualTo("message is longer than 1024 bytes");
        assertThat(record.raw()).isEqualTo(Kept.pointer("{\"ä\":\"" + "ä".repeat(600)));
    }

    @Test
    void aKeyIsTextOrItsHexadecimalDigits() {
        assertThat(id(null)).isEmpty();
        assertThat(id(bytes("Zürich"))).isEqualTo("Zürich");
        assertThat(id(new byte[] {0, 0, 0, 7})).isEqualTo("0x00000007");
        assertThat(id(new byte[] {(byte) 0xff, 'a'})).isEqualTo("0xff61");
    }

    /** Neither bytes may fail the job, whatever they are. */
    @Property(tries = 200)
    void anyBytesAreARecord(@ForAll byte[] key, @ForAll byte[] value) {
        SourceRecord record = new MessageParser(Kafka.options(PLAIN)).parse(message(key, value, new RecordHeaders()));

        assertThat(record.damage()).isNotNull();
        assertThat(record.next()).isEqualTo("42");
    }

    private static String id(byte @Nullable [] key) {
        return new MessageParser(Kafka.options(PLAIN))
                .parse(message(key, bytes("{}"), new RecordHeaders()))
                .origin()
                .id();
    }

    private static SourceRecord parse(String options, String key, @Nullable String value) {
        return new MessageParser(Kafka.options(options))
                .parse(message(bytes(key), value == null ? null : bytes(value), new RecordHeaders()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte @Nullable []> message(
            byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "orders",
                3,
                41,
                1_767_225_600_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }
}
