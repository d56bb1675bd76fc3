package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.Packed;
import dev.graphiti.migrator.testing.Letters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
    /** Where the array stands in its document. */
    private enum Layout {
        ROOT("") {
            @Override
            Object around(Object array) {
                return array;
            }
        },
        KEY("/products") {
            @Override
            Object around(Object array) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("before", List.of(Map.of("products", List.of()), "[{"));
                document.put("products", array);
                document.put("after", Map.of("more", List.of(1, 2)));
                return document;
            }
        },
        DEEP("/a~1b/1/~0/\"") {
            @Override
            Object around(Object array) {
                return Map.of("a/b", List.of("x]", Map.of("~", Map.of("\"", array)), List.of()), "z", 1);
            }
        };

        private final String pointer;

        Layout(String pointer) {
            this.pointer = pointer;
        }

        abstract Object around(Object array);
    }

    @Property(tries = 150)
    void readsEachItemOnceAndInOrder(
            @ForAll("objects") List<Map<String, Object>> objects,
            @ForAll Layout layout,
            @ForAll boolean pretty,
            @ForAll boolean compressed)
            throws IOException {
        try (Reading reading = document(text(layout.around(objects), pretty), compressed, layout.pointer)) {
            List<SourceRecord> records = reading.records();

            assertThat(records).extracting(SourceRecord::damage).allMatch(Objects::isNull);
            assertThat(records).extracting(record -> record.fields().root()).isEqualTo(objects);
            for (int i = 0; i < records.size(); i++) {
                assertThat(records.get(i).origin().position()).isEqualTo("item " + i);
            }
        }
    }

    @Property(tries = 60)
    void goesOnBehindAnyItem(
            @ForAll("objects") List<Map<String, Object>> objects,
            @ForAll Layout layout,
            @ForAll boolean pretty,
            @ForAll boolean compressed)
            throws IOException {
        try (Reading reading = document(text(layout.around(objects), pretty), compressed, layout.pointer)) {
            SourceSplit split = reading.source().splits().get(0);
            List<SourceRecord> all = reading.records(split, SourceSplit.START);
            for (int i = 0; i < all.size(); i++) {
                List<SourceRecord> rest = reading.records(split, all.get(i).next());
                assertThat(rest)
                        .extracting(SourceRecord::origin, SourceRecord::next, SourceRecord::fields)
                        .isEqualTo(tuples(all.subList(i + 1, all.size())));
            }
        }
    }

    @Property(tries = 60)
    void readsDocumentsThatFollowEachOther(@ForAll("objects") List<Map<String, Object>> objects) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Map<String, Object>> expected = new ArrayList<>(objects);
        objects.forEach(object -> text.append(JsonTexts.pretty(object)).append(' '));
        text.append(JsonTexts.pretty(objects));
        expected.addAll(objects);
        try (Reading reading = document(text.toString(), false, "")) {
            assertThat(reading.records())
                    .extracting(record -> record.fields().root())
                    .isEqualTo(expected);
        }
    }

    @Test
    void passesByKeysThatAreNoTextOnTheWayToThePointer() throws IOException {
        String document = "{\"a\u0002\": 0, \"\\q\": {\"x\": 1}, \"things\": [{\"n\": 1}]}";

        try (Reading reading = Reading.of("a.json", document.getBytes(StandardCharsets.UTF_8))
                .format(JsonFormat.DOCUMENT)
                .pointer("/things")) {
            assertThat(reading.numbers()).hasSize(1);
        }
    }

    @Test
    void readsTheArraysOfDocumentsThatFollowEachOther() throws IOException {
        String page = "{\"page\":1,\"hits\":[{\"n\":%d},{\"n\":%d}],\"next\":[{}]}\n";
        try (Reading reading = document(page.formatted(1, 2) + page.formatted(3, 4), false, "/hits")) {
            assertThat(reading.numbers()).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void anEmptyArrayHoldsNothing() throws IOException {
        try (Reading reading = document(" [ ] ", false, "")) {
            assertThat(reading.records()).isEmpty();
        }
    }

    @Test
    void anItemThatIsDamagedInsideTakesNoOtherWithIt() throws IOException {
        try (Reading reading = document("[{\"n\":1},{\"n\":nope},{\"n\":3},7,{\"n\":5}]", false, "")) {
            assertThat(reading.numbers()).containsExactly(1L, 3L, 5L);
            assertThat(reading.damages())
                    .containsExactly(
                            "item is not JSON: Unrecognized token 'nope': was expecting (JSON String, Number, Array,"
                                    + " Object or token 'null', 'true' or 'false') at its byte 6",
                            "a record must be a JSON object, this is a number");
            assertThat(reading.records().get(1).raw()).isEqualTo(new Kept(Kept.Form.TEXT, "{\"n\":nope}"));
        }
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        String items = "[{\"n\":1},{\"n\":nope}, 7 ,{\"n\":\"" + "y".repeat(2_000) + "\"},{\"n\":[1,[2.5]]}";
        for (String text : List.of(items + "]", items + "] " + items + "]", items + " {}]", items)) {
            try (Reading reading = document(text, false, "").maxRecordSize(1_000)) {
                assertThat(Letters.assertEachIsReadAgain(reading.source())).isGreaterThanOrEqualTo(5);
            }
            try (Reading reading =
                    document("{\"a\":{\"b\":" + text + "}}", false, "/a/b").maxRecordSize(1_000)) {
                Letters.assertEachIsReadAgain(reading.source());
            }
        }
    }

    @Test
    void anErrorBetweenItemsEndsTheFileButNotWhatWasBefore() throws IOException {
        try (Reading reading = document("[\n  {\"n\": 1},\n  {\"n\": 2} {\"n\": 3}\n]", false, "")) {
            assertThat(reading.numbers()).containsExactly(1L, 2L);
            assertThat(reading.damages())
                    .containsExactly("the file is not JSON: expected ',' but found { at byte 25 (line 3, column 12);"
                            + " the rest of it cannot be read");
            SourceRecord last = reading.records().get(2);
            assertThat(last.raw()).isEqualTo(Kept.pointer("{\"n\": 3}\n]"));
            assertThat(last.origin().position()).isEqualTo("item 2");
            assertThat(reading.records(reading.source().splits().get(0), last.next()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"n\":1},{\"n\":2      | ends too early, in the middle of a value at byte 15 (line 1, column 16)",
                "[{\"n\":1},            | ends too early: expected a value at byte 9 (line 1, column 10)",
                "[{\"n\":1}             | ends too early: expected a comma or the end of an array or object at byte 8"
                        + " (line 1, column 9)",
                "[{\"n\":1},{\"n\":[2}] | is not JSON: '}' closes another kind of bracket at byte 16"
                        + " (line 1, column 17)",
                "[{\"n\":1},]           | is not JSON: expected a value after the comma but found ] at byte 9"
                        + " (line 1, column 10)",
                "[{\"n\":1},,{\"n\":2}] | is not JSON: expected a value but found , at byte 9 (line 1, column 10)",
                "[{\"n\":1}]]           | is not JSON: expected a value but found ] at byte 9 (line 1, column 10)",
            })
    void saysWhereADocumentBreaks(String text, String expected) throws IOException {
        try (Reading reading = document(text, false, "")) {
            assertThat(reading.numbers()).containsExactly(1L);
            assertThat(reading.damages()).containsExactly("the file " + expected + "; the rest of it cannot be read");
        }
    }

    @Test
    void aTruncatedCompressedDocumentIsReadAsFarAsItGoes() throws IOException {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 5_000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append('}');
        }
        byte[] whole = Packed.gzip(text.append(']').toString().getBytes(StandardCharsets.UTF_8));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        try (Reading reading = Reading.of("a.json.gz", half)) {
            List<Object> numbers = reading.numbers();
            assertThat(numbers).hasSizeBetween(1_000, 4_000);
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size() - 1L);
            assertThat(reading.damages())
                    .containsExactly(
                            "the file ends in the middle of its gzip data, after %d bytes; the rest of it cannot be read"
                                    .formatted(half.length));
        }
    }

    @Test
    void anItemThatIsTooLongIsPassedBy() throws IOException {
        String text = "[{\"n\":1},{\"n\":\"" + "y".repeat(2 << 20) + "\"},{\"n\":3}]";
        try (Reading reading = document(text, false, "").maxRecordSize(1000)) {
            assertThat(reading.numbers()).containsExactly(1L, 3L);
            assertThat(reading.damages()).containsExactly("item is longer than 1000 bytes");
            assertThat(reading.records().get(1).raw()).isEqualTo(Kept.pointer("{\"n\":\"" + "y".repeat(4_096 - 6)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/goods, the pointer /goods leads nowhere in this document",
        "/shop/goods, the pointer /shop/goods leads nowhere in this document",
        "/products/7, the pointer /products/7 leads nowhere in this document",
        "/shop, the pointer /shop does not lead to an array in this document",
    })
    void aWrongPointerIsRefusedWhenPlanning(String pointer, String expected) throws IOException {
        String text = "{\"shop\":\"here\",\"products\":[{\"n\":1}]}";
        try (Reading reading = document(text, false, pointer)) {
            assertThatThrownBy(() -> reading.source().splits())
                    .isInstanceOf(MigratorException.class)
                    .hasMessage(expected + ": file " + reading.file() + " of collection things; correct source.inputs");
        }
    }

    @Test
    void aDocumentWithoutTheArrayIsDamagedAndTheNextIsRead() throws IOException {
        String text = "{\"hits\":[{\"n\":1}]} {\"error\":\"busy\"} {\"hits\":{}} 7 {\"hits\":[{\"n\":4}]}";
        try (Reading reading = document(text, false, "/hits")) {
            assertThat(reading.numbers()).containsExactly(1L, 4L);
            assertThat(reading.damages())
                    .containsExactly(
                            "the pointer /hits leads nowhere in this document",
                            "the pointer /hits does not lead to an array in this document",
                            "the pointer /hits leads nowhere in this document");
        }
    }

    private static Reading document(String text, boolean compressed, String pointer) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Reading reading = compressed ? Reading.of("a.json.gz", Packed.gzip(bytes)) : Reading.of("a.json", bytes);
        return reading.format(JsonFormat.DOCUMENT).pointer(pointer);
    }

    private static String text(Object document, boolean pretty) {
        return pretty ? JsonTexts.pretty(document) : JsonTexts.compact(document);
    }

    private static List<Tuple> tuples(List<SourceRecord> records) {
        return records.stream()
                .map(record -> tuple(record.origin(), record.next(), record.fields()))
                .toList();
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> objects() {
        return Arbitraries.lazy(JsonTexts::objects);
    }
}
