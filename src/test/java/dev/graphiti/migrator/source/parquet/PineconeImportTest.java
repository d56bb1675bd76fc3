package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PineconeImportTest {
    private static final String VECTOR = """
            optional binary id (STRING);
            optional group values (LIST) { repeated group list { optional float element; } }
            """;
    private static final String SPARSE = """
            optional group sparse_values {
              optional group indices (LIST) { repeated group list { optional int32 element (INTEGER(32,false)); } }
              optional group values (LIST) { repeated group list { optional float element; } }
            }
            """;
    private static final String TEXT = "optional binary metadata (STRING);";
    private static final String STRUCT =
            "optional group metadata { optional binary genre (STRING); optional double year; }";

    @TempDir
    private Path folder;

    @Test
    void metadataIsTheSameAsTextAndAsStruct() throws IOException {
        write("films", VECTOR + TEXT, row("a", "metadata", "{\"genre\": \"drama\", \"tags\": [\"x\"]}"));
        write("books", VECTOR + STRUCT, row("b", "metadata", Map.of("genre", "poetry")));

        List<SourceRecord> records = Reading.records(source(""));

        assertThat(records).extracting(record -> record.origin().collection()).containsExactly("books", "films");
        assertThat(records.get(0).fields().at("metadata")).isEqualTo(Map.of("genre", "poetry"));
        assertThat(records.get(0).fields().at("namespace")).isEqualTo("books");
        assertThat(records.get(1).fields().at("metadata")).isEqualTo(Map.of("genre", "drama", "tags", List.of("x")));
        assertThat(records.get(1).fields().at("values")).isInstanceOf(Numbers.class);
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        ParquetText films = ParquetText.of(VECTOR + TEXT);
        for (String metadata : List.of("{\"year\": 1999}", "[1]", "{\"a\":", "{\"n\": 12345678901234567890}")) {
            films.row(row("a", "metadata", metadata));
        }
        films.write(folder.resolve("films/1.parquet"));
        write("books", VECTOR + STRUCT, row("b", "metadata", Map.of("genre", "poetry")));

        assertThat(Letters.assertEachIsReadAgain(source(""))).isEqualTo(5);
    }

    @Test
    void theDefaultNamespaceIsReadAndOneCollectionMayHoldAll() throws IOException {
        write("__default__", VECTOR + TEXT, row("a", "metadata", null));
        write("_temporary", VECTOR + TEXT, row("x", "metadata", null));
        write("more", VECTOR + TEXT, row("a", "metadata", " "));

        List<SourceRecord> records = Reading.records(source("films"));

        assertThat(records)
                .extracting(record ->
                        record.origin().collection() + " " + record.fields().at("namespace") + " "
                                + record.fields().at("metadata"))
                .containsExactly("films __default__ null", "films more null");
    }

    @Test
    void aNamespaceMayBeCalledAnyhowButWhatLiesInsideOfOneIsNone() throws IOException {
        List<String> namespaces =
                List.of("__default__", "_internal", ".dot", "plain", "with space", "a%2Fb", "ünï", "a:b");
        for (String namespace : namespaces) {
            write(namespace, VECTOR + TEXT, row("a", "metadata", null));
        }
        write("plain/_temporary", VECTOR + TEXT, row("x", "metadata", null));
        write("_internal/.staging", VECTOR + TEXT, row("x", "metadata", null));
        write("_temporary", VECTOR + TEXT, row("x", "metadata", null));
        write("_logs/0/deep", VECTOR + TEXT, row("x", "metadata", null));
        Files.writeString(folder.resolve("plain/_SUCCESS"), "");
        Files.writeString(folder.resolve("plain/.1.parquet.crc"), "x");

        RecordSource source = source("");

        assertThat(Reading.records(source))
                .extracting(record -> record.origin().collection())
                .containsExactlyInAnyOrderElementsOf(namespaces);
        assertThat(PassedOver.lines(source.survey().passedOver()))
                .containsExactly(
                        ("Not read: 2 files and 4 folders in collection %1$s (4 hidden: %1$s/_internal/.staging/,"
                                        + " %1$s/_logs/, %1$s/_temporary/, …;"
                                        + " 2 hidden: %1$s/plain/.1.parquet.crc, %1$s/plain/_SUCCESS).")
                                .formatted(folder));
    }

    @Test
    void sparseValuesKeepTheirPairs() throws IOException {
        Map<String, Object> sparse = Map.of("indices", list(-1, 7), "values", list(0.5, 0.25));
        write("films", VECTOR + SPARSE, row("a", "sparse_values", sparse));

        Fields fields = Reading.fields(source("")).get(0);

        assertThat(fields.at("sparse_values.indices")).isEqualTo(List.of(4294967295L, 7L));
        assertThat(fields.at("sparse_values.values")).isEqualTo(new Numbers(new double[] {0.5, 0.25}));
    }

    @Test
    void whatPineconeWouldNotImportIsADeadLetter() throws IOException {
        write("films", VECTOR + TEXT + SPARSE, Map.of());
        write("films2", VECTOR + TEXT + SPARSE, row("a", "metadata", "{\"genre\""));
        write("films3", VECTOR + TEXT + SPARSE, row("a", "metadata", "[1]"));
        write(
                "films4",
                VECTOR + TEXT + SPARSE,
                row("a", "sparse_values", Map.of("indices", list(1), "values", list(1, 2))));

        assertThat(Reading.records(source("")))
                .extracting(SourceRecord::damage)
                .containsExactly(
                        "the vector has no id",
                        "metadata is not JSON: Unexpected end-of-input within/between Object entries at its byte 9",
                        "metadata is a text but not a JSON object",
                        "sparse_values has 1 indices but 2 values");
    }

    @Test
    void filesOfAnotherKindAreRefused() throws IOException {
        write("films", "required int64 n;", Map.of("n", 1));

        assertThatThrownBy(() -> source("").splits())
                .hasMessage(
                        "file %s/films/1.parquet has the columns [n], but the layout pinecone-import needs id, and"
                                + " values or sparse_values; correct source.inputs or set layout: plain",
                        folder);
    }

    @Test
    void otherColumnsAreKept() throws IOException {
        write("films", VECTOR + "optional binary blob (STRING);", row("a", "blob", "text"));

        SourceSplit split = source("").splits().get(0);

        assertThat(Reading.records(source(""), split, SourceSplit.START)
                        .get(0)
                        .fields()
                        .at("blob"))
                .isEqualTo("text");
    }

    private RecordSource source(String collection) {
        return Reading.source(ParquetLayout.PINECONE_IMPORT, collection, folder);
    }

    private void write(String namespace, String schema, Map<String, ? extends @Nullable Object> row)
            throws IOException {
        ParquetText.of(schema).row(row).write(folder.resolve(namespace).resolve("1.parquet"));
    }

    private static Map<String, @Nullable Object> row(String id, String name, @Nullable Object value) {
        Map<String, @Nullable Object> row = new HashMap<>(Map.of("id", id, "values", list(0.5, 1)));
        row.put(name, value);
        return row;
    }

    private static Map<String, Object> list(Number... items) {
        return Map.of(
                "list",
                List.of(items).stream().map(item -> Map.of("element", item)).toList());
    }
}
