package dev.graphiti.migrator.source.parquet.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.source.parquet.Reading;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.ParquetRow;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the values of a column. */
class ValuesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "int32                          | 7                    | 7",
                "int64                          | -9223372036854775808 | -9223372036854775808",
                "int32 (INTEGER(32,false))      | -1                   | 4294967295",
                "int64 (INTEGER(64,false))      | -1                   | 18446744073709551615",
                "int64 (INTEGER(64,false))      | 5                    | 5",
                "boolean                        | true                 | true",
                "float                          | 0.1                  | 0.1",
                "double                         | 0.1                  | 0.1",
                "double                         | NaN                  | null",
                "int32 (DATE)                   | 20119                | 2025-01-31",
                "int32 (DATE)                   | -1                   | 1969-12-31",
                "int64 (TIMESTAMP(MILLIS,true)) | 1738337370123        | 2025-01-31T15:29:30.123Z",
                "int64 (TIMESTAMP(MICROS,true)) | -1                   | 1969-12-31T23:59:59.999999Z",
                "int64 (TIMESTAMP(NANOS,false)) | 1738337370000000001  | 2025-01-31T15:29:30.000000001",
                "int64 (TIMESTAMP(MILLIS,true)) | 9223372036854775807  | +292278994-08-17T07:12:55.807Z",
                "int32 (TIME(MILLIS,true))      | 3723004              | 01:02:03.004",
                "int64 (TIME(MICROS,true))      | -1                   | -1",
                "int32 (DECIMAL(9,2))           | 1250                 | 12.5",
                "int64 (DECIMAL(18,0))          | 12                   | 12",
                "int64 (DECIMAL(18,2))          | 999999999999999999   | 9999999999999999.99",
                "binary (STRING)                | Zoë                  | Zoë",
                "binary (ENUM)                  | A                    | A",
                "binary (JSON)                  | {}                   | {}",
                "binary                         | plain                | plain",
            })
    void ofOneColumn(String type, String written, @Nullable String expected) throws IOException {
        Object value = type.startsWith("boolean")
                ? (Object) Boolean.valueOf(written)
                : type.startsWith("binary") ? written : number(type, written);

        Object read = readOne("optional %s value%s;".formatted(type.replaceFirst(" .*", ""), annotation(type)), value);

        assertThat(read == null ? null : read.toString()).isEqualTo(expected);
    }

    @Test
    void integersAreLongsAndDecimalsAreDoublesAsInJson() throws IOException {
        assertThat(readOne("required int32 value;", 1)).isEqualTo(1L);
        assertThat(readOne("required float value;", 0.1f)).isEqualTo(0.1);
        assertThat(readOne("required int32 value (DECIMAL(9,2));", 1250)).isEqualTo(12.5);
    }

    @Test
    void bytesWithAMeaning() throws IOException {
        UUID uuid = UUID.fromString("1b4e28ba-2fa1-11d2-883f-0016d3cca427");
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        byte[] interval = little(12).putInt(1).putInt(2).putInt(3_000).array();
        byte[] int96 = little(12).putLong(1_000_000_000L).putInt(2_440_589).array();
        byte[] large = new BigInteger("1234567890123456789012").toByteArray();

        assertThat(readOne("required fixed_len_byte_array(16) value (UUID);", bytes))
                .isEqualTo(uuid.toString());
        assertThat(readOne("required fixed_len_byte_array(2) value (FLOAT16);", new byte[] {0, 0x3E}))
                .isEqualTo(1.5);
        assertThat(readOne("required fixed_len_byte_array(12) value (INTERVAL);", interval))
                .isEqualTo("P1M2DT3S");
        assertThat(readOne("required int96 value;", int96)).isEqualTo("1970-01-02T00:00:01Z");
        assertThat(readOne("required binary value (DECIMAL(30,2));", large))
                .isEqualTo(new ExactNumber("12345678901234567890.12"));
        assertThat(readOne("required binary value;", new byte[] {-1, -2})).isEqualTo("//4=");
        assertThat(readOne("required binary value (BSON);", new byte[] {1})).isEqualTo("AQ==");
    }

    @Test
    void bytesThatAreAVectorForTheSourceThatSaysSo() throws IOException {
        Path file = ParquetText.of("required binary value;")
                .row(Map.of("value", little(8).putFloat(0.1f).putFloat(-2).array()))
                .write(folder.resolve("a.parquet"));

        try (ParquetFile open = ParquetFile.open(new org.apache.flink.core.fs.Path(file.toString()))) {
            BinaryForms floats = new BinaryForms(Map.of("value", BinaryForm.FLOATS));
            ParquetRow row = Objects.requireNonNull(
                    open.read(open.rowGroups().get(0), 0, floats).next());

            assertThat(row.fields().at("value"))
                    .isInstanceOfSatisfying(
                            Numbers.class,
                            numbers -> assertThat(numbers.toFloats()).containsExactly(0.1f, -2));
        }
    }

    @Test
    void aTextThatIsNotUtf8DamagesItsRecordOnly() throws IOException {
        Path file = ParquetText.of("required int64 n; optional binary name (STRING);")
                .row(Map.of("n", 0, "name", new byte[] {'a', -1}))
                .row(Map.of("n", 1, "name", "sound \uFFFD"))
                .write(folder.resolve("a.parquet"));

        List<SourceRecord> records = Reading.records(Reading.plain(file));

        assertThat(records)
                .extracting(SourceRecord::damage)
                .containsExactly("column name is declared as text but is not UTF-8", null);
        assertThat(records.get(0).origin().position()).isEqualTo("row 0");
        assertThat(records.get(1).fields().at("name")).isEqualTo("sound \uFFFD");
    }

    /** Of current writers and of older ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optional group value (LIST) { repeated group list { optional int64 element; } }  | list  | element",
                "optional group value (LIST) { repeated group list { optional int64 item; } }     | list  | item",
                "optional group value (LIST) { repeated group bag { optional int64 array; } }     | bag   | array",
                "optional group value (LIST) { repeated int64 element; }                          | element |",
                "optional group value (LIST) { repeated int64 array; }                            | array |",
                "repeated int64 value;                                                            | |",
            })
    void listsInBothEncodings(String type, @Nullable String repeated, @Nullable String item) throws IOException {
        List<?> items = item == null ? List.of(1, 2) : List.of(Map.of(item, 1), Map.of(item, 2));
        Object written = repeated == null ? items : Map.of(repeated, items);

        assertThat(readOne(type, written)).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void listsTellNullFromEmptyAndKeepNullItems() throws IOException {
        String type = "optional group value (LIST) { repeated group list { optional binary element (STRING); } }";

        assertThat(readOne(type, null)).isNull();
        assertThat(readOne(type, Map.of())).isEqualTo(List.of());
        assertThat(readOne(type, Map.of("list", List.of(Map.of("element", "a"), Map.of()))))
                .isEqualTo(Arrays.asList("a", null));
    }

    @Test
    void aListOfTheNullTypeHasNullItems() throws IOException {
        String type = "optional group value (LIST) { repeated group list { optional int32 element; } }";

        assertThat(readOne(type, Map.of("list", List.of(Map.of())))).isEqualTo(Collections.singletonList(null));
    }

    @Test
    void listsOfOldStructs() throws IOException {
        String tuple = "optional group value (LIST) { repeated group value_tuple { required int64 a; } }";
        String struct =
                "optional group value (LIST) { repeated group element { required int64 a; optional int64 b; } }";

        assertThat(readOne(tuple, Map.of("value_tuple", List.of(Map.of("a", 1)))))
                .isEqualTo(List.of(Map.of("a", 1L)));
        assertThat(readOne(struct, Map.of("element", List.of(Map.of("a", 1, "b", 2)))))
                .isEqualTo(List.of(Map.of("a", 1L, "b", 2L)));
    }

    @ParameterizedTest
    @CsvSource({"float", "double"})
    void vectorsWithoutBoxesAndBitForBit(String type) throws IOException {
        String list = "optional group value (LIST) { repeated group list { optional %s element; } }".formatted(type);

        Object vector = readOne(list, Map.of("list", List.of(Map.of("element", 0.1f), Map.of("element", 1e-30f))));

        assertThat(vector)
                .isInstanceOfSatisfying(
                        Numbers.class, numbers -> assertThat(numbers.toFloats()).containsExactly(0.1f, 1e-30f));
    }

    @Test
    void nestedStructsListsAndMaps() throws IOException {
        String type = """
                optional group value {
                  optional binary name (STRING);
                  optional group deep (LIST) { repeated group list { optional group element (LIST) {
                    repeated group list { optional group element { optional int64 n; } } } } }
                  optional group map (MAP) { repeated group key_value {
                    required int64 key; optional binary value (STRING); } }
                  optional group old (MAP_KEY_VALUE) { repeated group map {
                    required binary key (STRING); optional int64 value; } }
                }
                """;
        Map<String, Object> written = Map.of(
                "deep",
                Map.of(
                        "list",
                        List.of(
                                Map.of("element", Map.of("list", List.of(Map.of("element", Map.of("n", 1))))),
                                Map.of())),
                "map",
                Map.of("key_value", List.of(Map.of("key", 5, "value", "five"))),
                "old",
                Map.of("map", List.of(Map.of("key", "k", "value", 6))));

        Object read = readOne(type, written);

        assertThat(Fields.at(read, "name")).isNull();
        assertThat(Fields.at(read, "deep")).isEqualTo(Arrays.asList(List.of(Map.of("n", 1L)), null));
        assertThat(Fields.at(read, "map")).isEqualTo(Map.of("5", "five"));
        assertThat(Fields.at(read, "old")).isEqualTo(Map.of("k", 6L));
        assertThat(readOne(type, null)).isNull();
    }

    @Test
    void everyColumnIsThereEvenWhereItIsNull() throws IOException {
        Path file = ParquetText.of("optional int32 a; optional binary b (STRING); required int64 c;")
                .row(Map.of("c", 1))
                .write(folder.resolve("a.parquet"));

        assertThat(Reading.fields(Reading.plain(file)).get(0).root().keySet()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void everyCodecAndBothVersionsOfPages(CompressionCodecName codec) throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            Path file = ParquetText.of("required int64 n; required binary t (STRING);")
                    .row(Map.of("n", 1, "t", "x".repeat(10_000)))
                    .row(Map.of("n", 2, "t", "y"))
                    .codec(codec)
                    .version(version)
                    .write(folder.resolve("a.parquet"));

            assertThat(Reading.fields(Reading.plain(file)))
                    .containsExactly(Fields.of("n", 1L, "t", "x".repeat(10_000)), Fields.of("n", 2L, "t", "y"));
        }
    }

    private @Nullable Object readOne(String type, @Nullable Object value) throws IOException {
        Path file = ParquetText.of(type)
                .row(Collections.singletonMap("value", value))
                .write(folder.resolve("one.parquet"));
        return Reading.fields(Reading.plain(file)).get(0).root().get("value");
    }

    private static Number number(String type, String written) {
        return type.startsWith("int") ? (Number) Long.valueOf(written) : (Number) Double.valueOf(written);
    }

    private static String annotation(String type) {
        int space = type.indexOf(' ');
        return space < 0 ? "" : type.substring(space);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
