package dev.graphiti.migrator.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.ledger.CountFormat;
import dev.graphiti.migrator.ledger.DeadLetterFormat;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerRowFormat;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import dev.graphiti.migrator.model.RecordOrigin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RowFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void aLedgerRowComesBack(
            @ForAll("texts") List<String> texts,
            @ForAll LedgerEvent event,
            @ForAll long sequence,
            @ForAll boolean replaced)
            throws IOException {
        LedgerRow row = new LedgerRow(
                sequence,
                event,
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                replaced ? texts.get(8) : null,
                replaced ? texts.get(9) : null,
                replaced ? texts.get(10) : null,
                replaced ? texts.get(11) : null);
        assertComesBack(LedgerRowFormat.INSTANCE, row);
    }

    @Property
    void aDeadLetterComesBack(
            @ForAll("texts") List<String> texts, @ForAll Form form, @ForAll @IntRange(min = 1) int attempts)
            throws IOException {
        RecordOrigin origin = new RecordOrigin(
                texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4), attempts == 1 ? null : "r");
        String content = form == Form.RECORD ? new TextNode(texts.get(10)).toString() : texts.get(10);
        assertComesBack(
                DeadLetterFormat.INSTANCE,
                new DeadLetter(
                        "id",
                        texts.get(5),
                        texts.get(6),
                        texts.get(7),
                        texts.get(8),
                        texts.get(9),
                        origin,
                        new Kept(form, content),
                        attempts,
                        attempts == 1 ? null : Instant.ofEpochSecond(attempts)));
    }

    @Property
    void aCountComesBack(
            @ForAll Subject subject, @ForAll Outcome outcome, @ForAll("texts") List<String> texts, @ForAll long count)
            throws IOException {
        assertComesBack(
                CountFormat.INSTANCE, new Count(subject, texts.get(0), texts.get(1), outcome, texts.get(2), count));
    }

    @Example
    void rowsReadWell() throws IOException {
        assertThat(line(LedgerRowFormat.INSTANCE, row(LedgerEvent.UPDATED, "c0ffee", "{\"name\":\"Zoë\"}")))
                .isEqualTo(
                        "{\"sequence\":5,\"event\":\"updated\",\"uuid\":\"u-1\",\"kind\":\"Entity\",\"group_id\":\"g\","
                                + "\"producer\":\"mapping\",\"collection\":\"docs\",\"record_id\":\"7\","
                                + "\"split\":\"a.jsonl:0-99\",\"position\":\"offset 41\","
                                + "\"stored_hash\":\"c0ffee\",\"fixed_hash\":\"c0ffee\","
                                + "\"former\":\"{\\\"name\\\":\\\"Zoë\\\"}\"}\n");
        assertThat(line(LedgerRowFormat.INSTANCE, row(LedgerEvent.KEPT, null, null)))
                .contains("kept")
                .doesNotContain("former")
                .doesNotContain("hash");
    }

    private static LedgerRow row(LedgerEvent event, @Nullable String hash, @Nullable String former) {
        return new LedgerRow(
                5,
                event,
                "u-1",
                "Entity",
                "g",
                "mapping",
                "docs",
                "7",
                "a.jsonl:0-99",
                "offset 41",
                hash,
                hash,
                null,
                former);
    }

    @Example
    void aRowOfAnyLengthFits() throws IOException {
        assertComesBack(CountFormat.INSTANCE, Count.note("docs", "漢\u0001\"".repeat(100_000), 1));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> hard = Arbitraries.of(
                "",
                "\ud800",
                "\udc00\ud800",
                "😀",
                "\u2028\u2029\u0085\u007f",
                "\r\n\t\b\0",
                "\"\\/",
                "é漢🜁",
                "\ufffe");
        return Arbitraries.oneOf(
                        hard,
                        Arbitraries.strings().all().ofMaxLength(20),
                        Arbitraries.strings().ascii())
                .list()
                .ofSize(12);
    }

    private static <T> void assertComesBack(RowFormat<T> format, T row) throws IOException {
        String line = line(format, row);

        assertThat(line).endsWith("\n").isEqualTo(line(format, row));
        assertThat(line.substring(0, line.length() - 1)).matches("[^\\p{Cc}\\u2028\\u2029]*");
        assertThat(format.read(JSON.readTree(line))).isEqualTo(row);
    }

    private static <T> String line(RowFormat<T> format, T row) throws IOException {
        JsonLinesEncoder<T> encoder = new JsonLinesEncoder<>(format);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        encoder.encode(row, twice);
        String once = twice.toString(StandardCharsets.UTF_8);
        encoder.encode(row, twice);
        assertThat(twice.toString(StandardCharsets.UTF_8)).isEqualTo(once + once);
        return once;
    }
}
