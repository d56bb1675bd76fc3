package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinesReaderTest {
    @Property(tries = 200)
    void readsEachLineOnceAndInOrderHoweverItIsCut(
            @ForAll("objects") List<Map<String, Object>> objects,
            @ForAll @Size(13) List<@IntRange(max = 7) Integer> separators,
            @ForAll @IntRange(min = 1, max = 200) int splitSize)
            throws IOException {
        try (Reading reading = Reading.of("a.jsonl", lines(objects, separators)).splitSize(splitSize)) {
            List<SourceRecord> records = reading.format(JsonFormat.LINES).records();

            assertThat(records).extracting(SourceRecord::damage).allMatch(Objects::isNull);
            assertThat(records).extracting(record -> record.fields().root()).isEqualTo(objects);
        }
    }

    @Property(tries = 40)
    void goesOnBehindAnyRecord(
            @ForAll("objects") List<Map<String, Object>> objects,
            @ForAll @Size(13) List<@IntRange(max = 7) Integer> separators,
            @ForAll @IntRange(min = 1, max = 300) int splitSize,
            @ForAll boolean compressed)
            throws IOException {
        byte[] text = lines(objects, separators);
        try (Reading reading = compressed
                ? Reading.of("a.jsonl.gz", Packed.gzip(text))
                : Reading.of("a.jsonl", text).splitSize(splitSize)) {
            reading.format(JsonFormat.LINES);
            for (SourceSplit split : splitsOf(reading, text)) {
                List<SourceRecord> all = reading.records(split, SourceSplit.START);
                for (int i = 0; i < all.size(); i++) {
                    assertThat(withoutProgress(reading.records(split, all.get(i).next())))
                            .isEqualTo(withoutProgress(all.subList(i + 1, all.size())));
                }
            }
        }
    }

    @Test
    void namesSplitsByTheirRange() throws IOException {
        try (Reading reading =
                Reading.of("a.jsonl", bytes("{\"n\":1}\n{\"n\":2}\n")).splitSize(10)) {
            String file = reading.file().toString();

            List<SourceSplit> splits = reading.source().splits();

            assertThat(splits).extracting(SourceSplit::id).containsExactly(file + "[0,10)", file + "[10,16)");
            assertThat(splits).extracting(SourceSplit::size).containsExactly(10L, 6L);
            assertThat(splits).extracting(SourceSplit::collection).containsOnly("things");
        }
    }

    @Test
    void tellsWhereARecordStands() throws IOException {
        try (Reading reading = Reading.of("a.jsonl", bytes("\uFEFF{\"n\":1}\r\n\r\n{\"n\":2}"))) {
            List<SourceRecord> records = reading.records();

            assertThat(records)
                    .extracting(record -> record.origin().toString())
                    .containsExactly(reading.file() + " offset 0", reading.file() + " offset 14");
            assertThat(records).extracting(SourceRecord::next).containsExactly("12", "21");
            assertThat(records).extracting(SourceRecord::progress).containsExactly(12L, 21L);
            assertThat(records.get(0).origin().system()).isEqualTo("json");
            assertThat(records.get(0).origin().collection()).isEqualTo("things");
        }
    }

    @Test
    void readsALineThatIsLongerThanItsWindow() throws IOException {
        String text = "x".repeat(3 << 20);
        try (Reading reading = Reading.of("a.jsonl", bytes("{\"n\":1}\n{\"n\":\"" + text + "\"}\n{\"n\":3}\n"))) {
            assertThat(reading.numbers()).containsExactly(1L, text, 3L);
        }
    }

    @Test
    void readsALineThatSpansManySplits() throws IOException {
        String text = "x".repeat(1000);
        byte[] content = bytes("{\"n\":1}\n{\"n\":\"" + text + "\"}\n{\"n\":3}\n");
        try (Reading reading = Reading.of("a.jsonl", content).splitSize(64)) {
            assertThat(reading.source().splits()).hasSizeGreaterThan(15);
            assertThat(reading.numbers()).containsExactly(1L, text, 3L);
        }
    }

    @Test
    void acceptsAMarkWhereFilesWereJoined() throws IOException {
        try (Reading reading = Reading.of("a.jsonl", bytes("\uFEFF{\"n\":1}\n\uFEFF{\"n\":2}\n\uFEFF\n"))) {
            assertThat(reading.numbers()).containsExactly(1L, 2L);
            assertThat(reading.damages()).isEmpty();
        }
    }

    @Test
    void refusesAFileThatHasShrunkSinceItWasPlanned() throws IOException {
        try (Reading reading = Reading.of("a.jsonl", bytes("{\"n\":1}\n{\"n\":2}\n"))) {
            SourceSplit split = reading.source().splits().get(0);
            Files.writeString(reading.file(), "{\"n\":1}\n");

            assertThatThrownBy(() -> reading.records(split, SourceSplit.START))
                    .isInstanceOf(MigratorException.class)
                    .hasMessage("file %s was truncated: it has 8 bytes now and had 16 bytes when the run was planned;"
                                    .formatted(reading.file())
                            + " restore it and resume, or start a new run");
        }
    }

    @Test
    void refusesAFileThatIsGoneSinceItWasPlanned() throws IOException {
        SourceSplit split;
        Reading gone;
        try (Reading reading = Reading.of("a.jsonl", bytes("{\"n\":1}\n"))) {
            split = reading.source().splits().get(0);
            gone = reading;
        }

        assertThatThrownBy(() -> new JsonSource(JsonSourceOptions.of(input(gone))).open(split, SourceSplit.START))
                .isInstanceOf(MigratorException.class)
                .hasMessage("file %s no longer exists and had 8 bytes when the run was planned;".formatted(gone.file())
                        + " restore it and resume, or start a new run");
    }

    private static JsonInput input(Reading reading) {
        return new JsonInput("things", List.of(reading.file().toString()), JsonFormat.LINES, "");
    }

    private static List<SourceSplit> splitsOf(Reading reading, byte[] text) throws IOException {
        return text.length == 0 ? List.of() : reading.source().splits();
    }

    private static List<SourceRecord> withoutProgress(List<SourceRecord> records) {
        // Of a compressed file it depends on how far was read ahead.
        return records.stream()
                .map(record -> SourceRecord.sound(record.origin(), record.next(), 0, record.fields()))
                .toList();
    }

    /** Each object on its line, with line ends, blank lines, a mark at the front and no last line end by chance. */
    private static byte[] lines(List<Map<String, Object>> objects, List<Integer> separators) {
        StringBuilder text = new StringBuilder(separators.get(12) % 2 == 0 ? "" : "\uFEFF");
        for (int i = 0; i < objects.size(); i++) {
            text.append(JsonTexts.compact(objects.get(i)));
            boolean last = i == objects.size() - 1;
            text.append(
                    switch (separators.get(i)) {
                        case 0 -> "\r\n";
                        case 1 -> "\n\n";
                        case 2 -> "\r\n \t\r\n";
                        case 3 -> last ? "" : "  \n";
                        default -> "\n";
                    });
        }
        return bytes(objects.isEmpty() ? text + "\n" : text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> objects() {
        return JsonTexts.objects();
    }
}
