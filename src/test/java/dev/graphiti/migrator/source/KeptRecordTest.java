package dev.graphiti.migrator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Letters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeptRecordTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("json", "orders", "", "a.jsonl[0,9)", "offset 3", "3");
    private static final long MEGABYTE = 1 << 20;

    @Provide
    Arbitrary<Map<String, Object>> maps() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.of("$float", "$number", "$$number", "$$$float", "$datetime", "NaN", "\ud800", "\u2028"));
        // A key with half a character has no form in JSON.
        Arbitrary<String> keys = texts.map(text -> new String(text.getBytes(UTF_8), UTF_8));
        Arbitrary<Double> decimals = Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(0.0, -0.0, 1.0, 1e22, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY),
                Arbitraries.integers().map(bits -> (double) Float.intBitsToFloat(bits)));
        Arbitrary<Object> some = Arbitraries.oneOf(
                texts.asGeneric(),
                Arbitraries.longs().asGeneric(),
                decimals.asGeneric(),
                Arbitraries.of(true, false),
                Arbitraries.of("1e400", "12345678901234567890", "0.1000000000000000000001", "-0")
                        .map(ExactNumber::new)
                        .asGeneric(),
                decimals.array(double[].class).ofMaxSize(5).map(Numbers::new).asGeneric());
        Arbitrary<Object> leaves = some.injectNull(0.1);
        Arbitrary<Object> values = Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).asGeneric(),
                        Arbitraries.maps(keys, inner).ofMaxSize(3).asGeneric()),
                0,
                3);
        return Arbitraries.maps(keys, values).ofMaxSize(4);
    }

    /** Bit for bit: {@code Double.equals} tells NaN and both zeros apart, and a Long is no Double. */
    @Example
    void aResultOfAProgramStaysOne() {
        SourceRecord record = SourceRecord.sound(
                        new RecordOrigin("kafka", "people", "k", "people-0", "offset 7", "7"),
                        SourceSplit.START,
                        0,
                        Fields.of("all", 1L))
                .result(2, Fields.of("id", "a"));
        DeadLetter letter = DeadLetter.of(
                "map", DeadLetter.RECORD, "", "no-name", "", record.origin(), KeptRecord.of(record, 1_000));

        assertThat(letter.kept().content()).isEqualTo("{\"id\":\"k#2\",\"fields\":{\"id\":\"a\"},\"result\":2}");
        assertThat(KeptRecord.of(letter)).hasValueSatisfying(again -> {
            assertThat(again.result()).isEqualTo(2);
            assertThat(again.sourceId()).isEqualTo("k");
            assertThat(again.origin()).isEqualTo(record.origin());
        });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whateverARecordHoldsComesBack(
            @ForAll("maps") Map<String, Object> fields, @ForAll("maps") Map<String, Object> about, @ForAll String id) {
        SourceRecord record = SourceRecord.sound(ORIGIN.withId(id), SourceSplit.START, 0, new Fields(fields))
                .withAbout(new Fields(about));

        assertThat(KeptRecord.of(Letters.written(Letters.of(record, Long.MAX_VALUE))))
                .contains(record);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theLimitIsOfBytesInUtf8(@ForAll("maps") Map<String, Object> fields) {
        SourceRecord record = SourceRecord.sound(ORIGIN, "", 0, new Fields(fields));
        Kept kept = KeptRecord.of(record, Long.MAX_VALUE);
        // Half a pair has no form in UTF-8; it takes more in the file.
        long bytes = kept.content().getBytes(UTF_8).length;
        long surrogates = kept.content()
                .chars()
                .filter(c -> Character.isSurrogate((char) c))
                .count();

        assertThat(KeptRecord.of(record, bytes + surrogates)).isEqualTo(kept);
        assertThat(KeptRecord.of(record, bytes - 1).form()).isEqualTo(Form.POINTER);
    }

    @Example
    void theJsonIsPlainWhereJsonCanSayIt() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "Zoë \"Z\"");
        fields.put("big", 9_007_199_254_740_993L);
        fields.put("whole", 1.0);
        fields.put("vector", new Numbers(new double[] {0.1f, -0.0, 1e-7}));
        fields.put("nan", Double.NaN);
        fields.put("exact", new ExactNumber("1e400"));
        fields.put("none", null);
        SourceRecord record = SourceRecord.sound(ORIGIN.withId("7"), "9", 9, new Fields(fields))
                .withAbout(Fields.of("timestamp", "2026-01-01T00:00:00Z"))
                .deleting();

        assertThat(KeptRecord.of(record, MEGABYTE))
                .isEqualTo(new Kept(
                        Form.RECORD,
                        "{\"id\":\"7\",\"fields\":{\"name\":\"Zoë \\\"Z\\\"\",\"big\":9007199254740993,\"whole\":1.0,"
                                + "\"vector\":[0.10000000149011612,-0.0,1.0E-7],\"nan\":{\"$float\":\"NaN\"},"
                                + "\"exact\":{\"$number\":\"1e400\"},\"none\":null},"
                                + "\"about\":{\"timestamp\":\"2026-01-01T00:00:00Z\"},\"deletes\":true}"));
        Letters.assertComesBack(record);
    }

    @Example
    void whatAJoinHasAddedIsNotKept() {
        SourceRecord record = SourceRecord.sound(ORIGIN, "9", 9, Fields.of("id", "a"));
        SourceRecord joined =
                SourceRecord.sound(ORIGIN, "9", 9, Fields.of("id", "a", References.ANSWERS, Map.of("x", 1L)));

        assertThat(KeptRecord.of(joined, MEGABYTE)).isEqualTo(KeptRecord.of(record, MEGABYTE));
    }

    @Example
    void aLongRecordIsAPointerThatTakesNoMoreMemoryThanTheLimit() {
        Kept kept = KeptRecord.of(
                SourceRecord.sound(ORIGIN, "", 0, Fields.of("n", 1L, "text", "x".repeat(50_000_000))), MEGABYTE);

        assertThat(kept.form()).isEqualTo(Form.POINTER);
        assertThat(kept.content())
                .startsWith("{\"fields\":{\"n\":1,\"text\":\"xxx")
                .hasSize(4_096);
    }

    @Example
    void anotherIdThatTheMappingFoundIsNotTheRecordsOwn() {
        SourceRecord record = SourceRecord.sound(ORIGIN, "", 0, Fields.of("sku", "A-1"));
        DeadLetter letter = DeadLetter.of(
                "map", "record", "", "no-name", "it has none", ORIGIN.withId("A-1"), KeptRecord.of(record, MEGABYTE));

        assertThat(Letters.written(letter).origin().id()).isEqualTo("A-1");
        assertThat(KeptRecord.of(Letters.written(letter))).contains(record);
    }

    @Example
    void ofAKeyWithHalfACharacterThePositionIsKept() {
        SourceRecord record = SourceRecord.sound(ORIGIN, "", 0, Fields.of("a", "\ud800", "\ud800", 1L));

        assertThat(Letters.written(Letters.of(record, MEGABYTE)).kept())
                .isEqualTo(Kept.pointer("{\"fields\":{\"a\":\"\ud800\""));
    }

    @Example
    void nestingHasNoEnd() {
        Object value = "leaf";
        for (int i = 0; i < 1_500; i++) {
            List<Object> list = new ArrayList<>();
            list.add(value);
            value = list;
        }
        Letters.assertComesBack(SourceRecord.sound(ORIGIN, "", 0, Fields.of("deep", value)));
    }

    @Example
    void aPersonMayEditTheRecord() {
        DeadLetter letter = Letters.of(SourceRecord.sound(ORIGIN, "", 0, Fields.of("at", "sometime")), MEGABYTE);
        DeadLetter edited = Letters.edited(
                letter,
                line -> line.replace("\"sometime\"", "\"2026-01-05\", \"n\": 12345678901234567890, \"v\": [1.5, 2]"));

        assertThat(KeptRecord.of(edited).orElseThrow().fields())
                .isEqualTo(Fields.of(
                        "at", "2026-01-05", "n", new ExactNumber("12345678901234567890"), "v", List.of(1.5, 2L)));
        assertThat(edited.id()).isEqualTo(letter.id());
    }

    @Example
    void aPersonMayReplaceADamagedTextByARecord() {
        SourceRecord damaged = SourceRecord.damaged(ORIGIN, "", 0, "line is not JSON", new Kept(Form.TEXT, "{nope}"));
        DeadLetter letter = Letters.edited(
                Letters.of(damaged, MEGABYTE),
                line -> line.replace("\"text\":\"{nope}\"", "\"record\":{\"fields\":{\"n\":1}}"));

        assertThat(KeptRecord.of(letter)).contains(SourceRecord.sound(ORIGIN, "", 0, Fields.of("n", 1L)));
    }

    @Example
    void anEditedRecordThatIsNoneIsRefusedInOneSentence() {
        assertRefused("{\"field\":{}}", "the record of dead letter %s has the unknown key 'field'");
        assertRefused("{\"fields\":7}", "the record of dead letter %s: the fields of a record must be a JSON object");
        assertRefused("7", "the record of dead letter %s is not a JSON object with 'fields'");
        assertRefused("{\"about\":{}}", "the record of dead letter %s is not a JSON object with 'fields'");
        assertRefused(
                "{\"fields\":{\"a\":{\"$float\":1}}}",
                "the record of dead letter %s: the value of \"$float\" must be a text");
        assertRefused("{\"fields\":{},\"deletes\":1}", "the record of dead letter %s: 'deletes' must be true or false");
    }

    private static void assertRefused(String record, String sentence) {
        DeadLetter letter = DeadLetter.of("map", "record", "", "r", "m", ORIGIN, new Kept(Form.RECORD, record));
        assertThatThrownBy(() -> KeptRecord.of(letter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence.formatted(letter.id()));
    }
}
