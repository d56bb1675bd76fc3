package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.ParquetText;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportSourceTest {
    private static final String COLUMNS = "required binary id (STRING); required int64 creation_time;"
            + " required int64 update_time; optional binary vector; optional binary named_vectors;"
            + " optional binary multi_vectors; optional binary properties;";

    private static final String TITLE = "{\"title\": \"Book %d\", \"pages\": %d, \"follows\": [{\"beacon\":"
            + " \"weaviate://localhost/Book/00000000-0000-0000-0000-000000000001\"}]}";

    @TempDir
    private Path folder;

    @Test
    void givesTheRecordsThatTheServerGives() throws IOException {
        writeBooks(5, 1_000_000);
        Path schema = Files.writeString(folder.resolve("schema.json"), "{\"classes\": [" + Library.BOOK + "]}");
        List<SourceRecord> exported = Library.read(source(schema.toString()));

        try (WeaviateStandIn server = WeaviateStandIn.start()) {
            server.data().withClass(Library.BOOK);
            for (int i = 0; i < 5; i++) {
                server.data().withObject("Book", "", Library.object(Library.near(i), TITLE.formatted(i, i)));
            }
            List<SourceRecord> listed =
                    Library.read(Library.options(server.url()).source());

            assertThat(exported.stream().map(record -> record.fields().root()))
                    .isEqualTo(listed.stream()
                            .map(record -> record.fields().root())
                            .toList());
        }
    }

    @Test
    void readsNamedVectorsAndTenants() throws IOException {
        Map<String, Object> row = row(7, 1);
        row.remove("vector");
        row.put("named_vectors", text("{\"title\": [0.5, 0.25]}"));
        row.put("multi_vectors", text("{\"colbert\": [[0.5], [0.25]]}"));
        ParquetText.of(COLUMNS)
                .properties(Map.of("collection", "Loan", "tenant", "north"))
                .row(row)
                .write(folder.resolve("Loan_north_0000.parquet"));

        SourceRecord record = Library.read(source(null)).get(0);

        assertThat(record.fields().at("tenant")).isEqualTo("north");
        assertThat(record.fields().at("created")).isEqualTo("2024-02-14T09:53:43Z");
        assertThat(record.fields().at("vectors.title")).isEqualTo(List.of(0.5, 0.25));
        assertThat(record.fields().at("vectors.colbert")).isEqualTo(List.of(List.of(0.5), List.of(0.25)));
    }

    @Test
    void goesOnBehindAnyRecord() throws IOException {
        writeBooks(9, 1_000_000);
        RecordSource source = source(null);
        SourceSplit split = source.splits().get(0);
        List<SourceRecord> all = Library.read(source, split, SourceSplit.START);

        assertThat(split.size()).isEqualTo(9);
        assertThat(Library.ids(Library.read(source, split, all.get(3).next())))
                .isEqualTo(Library.ids(all).subList(4, 9));
    }

    @Test
    void oneSentenceForWhatIsNoExport() throws IOException {
        writeBooks(1, 1_000_000);
        assertThatThrownBy(() -> new WeaviateExportOptions(
                                List.of(folder.toString()), List.of(WeaviateCollection.whole("Bok")), null, Blobs.KEEP)
                        .source()
                        .splits())
                .hasMessage("the export has no objects of class Bok; correct source.collections");

        ParquetText.of("required binary id (STRING);").row(Map.of("id", "a")).write(folder.resolve("other.parquet"));
        assertThatThrownBy(() -> source(null).splits())
                .hasMessage("file %s/other.parquet is not of an export of Weaviate; correct source.paths"
                        .formatted(folder));
    }

    private void writeBooks(int count, long timeUnit) throws IOException {
        ParquetText text = ParquetText.of(COLUMNS).properties(Map.of("collection", "Book"));
        for (int i = 0; i < count; i++) {
            text.row(row(i, timeUnit));
        }
        text.write(folder.resolve("Book_K2mv8XJfoPZw_0000.parquet"));
    }

    /** The times in milliseconds, or by this factor smaller. */
    private static Map<String, Object> row(int number, long timeUnit) {
        ByteBuffer vector = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        vector.putFloat(0.25f).putFloat(1).putFloat(-0.5f);
        Map<String, Object> row = new HashMap<>();
        row.put("id", Library.near(number));
        row.put("creation_time", 1_707_904_423_000L * timeUnit);
        row.put("update_time", 1_707_904_423_001L * timeUnit);
        row.put("vector", vector.array());
        row.put("properties", text(TITLE.formatted(number, number)));
        return row;
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private RecordSource source(@org.jspecify.annotations.Nullable String schema) {
        return new WeaviateExportOptions(List.of(folder.toString()), List.of(), schema, Blobs.LEAVE_OUT).source();
    }
}
