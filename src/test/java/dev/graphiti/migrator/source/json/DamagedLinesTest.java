package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.stored.Packed;
import dev.graphiti.migrator.testing.Letters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedLinesTest {
    private static final byte[] SOUND = utf8("{\"n\":1}");

    /** @param line each char is one byte */
    private record Kind(String line, String message, String raw) {
        @Override
        public String toString() {
            return message;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                kind(
                        "{\"n\":1",
                        "line is not JSON: Unexpected end-of-input: expected close marker for Object at column 7"),
                kind("{\"n\":\"x", "line is not JSON: Unexpected end-of-input in VALUE_STRING at column 8"),
                kind(
                        "{\"n\":nope}",
                        "line is not JSON: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object"
                                + " or token 'null', 'true' or 'false') at column 6"),
                kind("{\"n\":NaN}", "line is not JSON: Non-standard token 'NaN' at column 9"),
                kind("17", "a record must be a JSON object, this is a number"),
                kind("\"x\"", "a record must be a JSON object, this is a text"),
                kind("[{}]", "a record must be a JSON object, this is an array"),
                kind("null", "a record must be a JSON object, this is null"),
                kind("true", "a record must be a JSON object, this is true or false"),
                kind("{\"n\":1} {\"n\":2}", "line has content after its object, at column 9"),
                kind(
                        "{\"n\":1},",
                        "line is not JSON: Unexpected character (',' (code 44)): expected a value at column 8"),
                kind("{\"a\":{\"k\":1,\"k\":2}}", "line contains the key \"k\" twice in one object"),
                kind("[".repeat(3) + "{", "a record must be a JSON object, this is an array"),
                kind(
                        "{\"n\":" + "[".repeat(500) + "]".repeat(500) + "}",
                        "line exceeds a limit: Document nesting depth (501) exceeds the maximum allowed (500)"),
                kind(
                        "{\"n\":" + "1".repeat(1001) + "}",
                        "line exceeds a limit: Number value length (1001) exceeds the maximum allowed (1000)"),
                kind(
                        "{\"n\":\"\u0000\"}",
                        "line is not JSON: Illegal unquoted character ((CTRL-CHAR, code 0)): has to"
                                + " be escaped using backslash to be included in string value at column 7"),
                kind("\u0000\u0000\u0000{", "line is not JSON: NUL at column 1"),
                new Kind("{\"n\":\"\u00C3\"}", "line is not UTF-8: byte 0xC3 at column 7", "{\"n\":\"\uFFFD\"}"),
                new Kind("{\"\u00C0\u0080\"}", "line is not UTF-8: byte 0xC0 at column 3", "{\"\uFFFD\uFFFD\"}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDamagedLineIsKeptWithItsReasonAndTakesNoOtherWithIt(Kind kind) throws IOException {
        try (Reading reading = Reading.of(
                        "a.jsonl", join(SOUND, kind.line().getBytes(StandardCharsets.ISO_8859_1), SOUND))
                .format(JsonFormat.LINES)) {
            List<SourceRecord> records = reading.records();

            assertThat(reading.numbers()).containsExactly(1L, 1L);
            assertThat(records).hasSize(3);
            assertThat(records.get(1).damage()).isEqualTo(kind.message());
            byte[] line = kind.line().getBytes(StandardCharsets.ISO_8859_1);
            assertThat(records.get(1).raw()).isEqualTo(Kept.ofBytes(line, 0, line.length));
            assertThat(records.get(1).origin().position()).isEqualTo("offset 8");
        }
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        byte[] lines = SOUND;
        for (Kind kind : kinds()) {
            byte[] line = kind.line().getBytes(StandardCharsets.ISO_8859_1);
            lines = join(lines, line, utf8(" "), SOUND, utf8("z".repeat(300)));
        }
        for (int splitSize : new int[] {1 << 20, 100, 37}) {
            try (Reading reading = Reading.of("a.jsonl", lines)) {
                reading.format(JsonFormat.LINES).maxRecordSize(200).splitSize(splitSize);

                assertThat(Letters.assertEachIsReadAgain(reading.source())).isGreaterThan(3);
            }
        }
        byte[] whole = Packed.gzip(lines);
        for (byte[] gzip : List.of(whole, Arrays.copyOf(whole, whole.length * 2 / 3))) {
            try (Reading reading =
                    Reading.of("a.jsonl.gz", gzip).format(JsonFormat.LINES).maxRecordSize(200)) {
                Letters.assertEachIsReadAgain(reading.source());
            }
        }
    }

    @Test
    void aLineThatIsTooLongIsPassedByInConstantMemory() throws IOException {
        byte[] endless = new byte[40 << 20];
        Arrays.fill(endless, (byte) 'z');
        try (Reading reading = Reading.of("a.jsonl", join(SOUND, endless, SOUND))) {
            reading.format(JsonFormat.LINES).maxRecordSize(64 << 10);

            assertThat(reading.damages()).containsExactly("line is longer than 65536 bytes");
            assertThat(reading.numbers()).containsExactly(1L, 1L);
            assertThat(reading.records().get(1).raw()).isEqualTo(Kept.pointer("z".repeat(4_096)));
        }
    }

    @Test
    void aLineThatIsTooLongIsOneRecordHoweverItIsCut() throws IOException {
        byte[] text = join(SOUND, utf8("z".repeat(2_000)), SOUND, utf8("y".repeat(300)));
        for (int splitSize = 1; splitSize < 2_400; splitSize += 37) {
            try (Reading reading = Reading.of("a.jsonl", text)) {
                reading.format(JsonFormat.LINES).maxRecordSize(100).splitSize(splitSize);

                assertThat(reading.damages())
                        .containsExactly("line is longer than 100 bytes", "line is longer than 100 bytes");
                assertThat(reading.numbers()).containsExactly(1L, 1L);
            }
        }
    }

    @Test
    void aTruncatedCompressedFileIsReadAsFarAsItGoes() throws IOException {
        byte[] text = utf8(IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"n\":%d}\n".formatted(i))
                .collect(Collectors.joining()));
        byte[] half = Arrays.copyOf(Packed.gzip(text), Packed.gzip(text).length / 2);
        try (Reading reading = Reading.of("a.jsonl.gz", half)) {
            List<SourceRecord> records = reading.records();
            SourceRecord last = records.get(records.size() - 1);

            assertThat(reading.numbers()).hasSize(records.size() - 1).hasSizeGreaterThan(1_000);
            assertThat(last.damage())
                    .isEqualTo(
                            "the file ends in the middle of its gzip data, after %d bytes; the rest of it cannot be read"
                                    .formatted(half.length));
            assertThat(reading.records(reading.source().splits().get(0), last.next()))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatOnlyClaimsToBeCompressedIsOneDamagedRecord() throws IOException {
        try (Reading reading = Reading.of("a.jsonl.gz", utf8("{\"n\":1}\n"))) {
            assertThat(reading.damages())
                    .containsExactly("the file is not gzip, although its name ends in .gz, near byte 1;"
                            + " the rest of it cannot be read");
        }
    }

    private static Kind kind(String line, String message) {
        return new Kind(line, message, line);
    }

    private static byte[] join(byte[]... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.write(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
