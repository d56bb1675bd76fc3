package dev.graphiti.migrator.source.weaviate.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.Export;
import dev.graphiti.migrator.source.weaviate.Library;
import dev.graphiti.migrator.source.weaviate.WeaviateCollection;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.ParquetText;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportSourceTest {
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
                server.data().withObject("Book", "", Library.object(Library.near(i), Export.TITLE.formatted(i, i)));
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
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        writeBooks(5, 1_000_000);
        Map<String, Object> row = Export.row(7, 1);
        row.put("named_vectors", Export.text("{\"title\": nope}"));
        ParquetText.of(Export.COLUMNS)
                .properties(Map.of("collection", "Loan", "tenant", "north"))
                .row(row)
                .row(Export.row(8, 1))
                .write(folder.resolve("Loan_north_0000.parquet"));

        assertThat(Letters.assertEachIsReadAgain(source(null))).isEqualTo(7);
    }

    @Test
    void filesMayHaveAnyName() throws IOException {
        Export.books(0, 2, 1).write(folder.resolve("2024-07-05T12:34:56/Book:0%\\.PARQUET"));

        List<SourceRecord> records = Library.read(source(null));

        assertThat(records).hasSize(2);
    }

    @Test
    void readsNamedVectorsAndTenants() throws IOException {
        Map<String, Object> row = Export.row(7, 1);
        row.remove("vector");
        row.put("named_vectors", Export.text("{\"title\": [0.5, 0.25]}"));
        row.put("multi_vectors", Export.text("{\"colbert\": [[0.5], [0.25]]}"));
        ParquetText.of(Export.COLUMNS)
                .properties(Map.of("collection", "Loan", "tenant", "north"))
                .row(row)
                .write(folder.resolve("Loan_north_0000.parquet"));

        SourceRecord record = Library.read(source(null)).get(0);

        assertThat(record.fields().at("tenant")).isEqualTo("north");
        assertThat(record.fields().at("created")).isEqualTo("2024-02-14T09:53:43Z");
        assertThat(record.fields().at("vectors.title")).isEqualTo(List.of(0.5, 0.25));
        assertThat(record.fields().at("vectors.colbert")).isEqualTo(List.of(List.of(0.5), List.of(0.25)));
    }

    /** Of several tenants, one that is misspelled would be left out without a word. */
    @Test
    void oneSentenceForATenantThatIsNotThere() throws IOException {
        Export.books(0, 1, 1)
                .properties(Map.of("collection", "Loan", "tenant", "north"))
                .write(folder.resolve("Loan_north_0000.parquet"));

        assertThatThrownBy(() -> new WeaviateExportOptions(
                                List.of(folder.toString()),
                                List.of(new WeaviateCollection("Loan", List.of("north", "soth"), null)),
                                null,
                                Blobs.KEEP)
                        .source()
                        .splits())
                .hasMessage("the export has no tenant soth of class Loan; correct source.collections");
    }

    @Test
    void aTenantThatTheExportLeftOutIsADeadLetterAndCounted() throws IOException {
        Export.books(0, 3, 1)
                .properties(Map.of("collection", "Loan", "tenant", "north"))
                .write(folder.resolve("Loan_north_0000.parquet"));
        status("""
                {"status": "SUCCESS", "shardStatus": {"Loan": {
                  "north": {"status": "SUCCESS", "objectsExported": 3},
                  "south": {"status": "SKIPPED", "objectsExported": 0, "skipReason": "tenant is OFFLOADED"}}}}""");
        RecordSource source = source(null);

        assertThat(Library.damages(Library.read(source)))
                .containsExactly(
                        "the export does not contain tenant south of class Loan (tenant is OFFLOADED), so none of its"
                                + " objects was read; activate it and export again");
        assertThat(source.counts(source.splits()))
                .containsExactly(new SourceCount("Loan", Unit.RECORDS, 4, Certainty.EXACT));
        assertThat(Library.read(source)).hasSize(4);
    }

    @Test
    void oneSentenceForAnExportThatIsNotWhole() throws IOException {
        writeBooks(3, 1);
        status("{\"status\": \"FAILED\", \"error\": \"disk full\"}");
        assertThatThrownBy(() -> source(null).splits())
                .hasMessage("the export of " + folder
                        + "/export_metadata.json has the status FAILED (disk full); wait for SUCCESS, or export again");

        status("{\"status\": \"SUCCESS\", \"shardStatus\": {\"Book\": {\"a\": {\"status\": \"SUCCESS\","
                + " \"objectsExported\": 2}, \"b\": {\"status\": \"SUCCESS\", \"objectsExported\": 2}}}}");
        assertThatThrownBy(() -> source(null).splits())
                .hasMessage("the export in " + folder + " has 4 objects of class Book according to its metadata,"
                        + " but its files contain 3; copy the whole export again");
    }

    private void status(String json) throws IOException {
        Files.writeString(folder.resolve("export_metadata.json"), json);
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
    void aDamagedRowGroupIsOneDeadLetterThatCoversItsRows() throws IOException {
        writeBooks(9, 1_000_000);
        Path file = folder.resolve("Book_K2mv8XJfoPZw_0000.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        RecordSource source = source(null);
        SourceSplit split = source.splits().get(0);

        List<SourceRecord> records = Library.read(source);

        assertThat(Library.damages(records))
                .singleElement()
                .asString()
                .startsWith("row group 0 cannot be read, 9 rows: column ");
        assertThat(records.get(0).lost()).isEqualTo(8);
        assertThat(Library.read(source, split, records.get(0).next())).isEmpty();
    }

    @Test
    void oneSentenceForWhatIsNoExport() throws IOException {
        writeBooks(1, 1_000_000);
        assertThatThrownBy(() -> new WeaviateExportOptions(
                                List.of(folder.toString()), List.of(WeaviateCollection.whole("Bok")), null, Blobs.KEEP)
                        .source()
                        .splits())
                .hasMessage("the export has no objects of class Bok; correct source.collections");

        assertThatThrownBy(() -> new WeaviateExportOptions(
                                List.of(folder.toString()),
                                List.of(new WeaviateCollection("Book", List.of("north"), null)),
                                null,
                                Blobs.KEEP)
                        .source()
                        .splits())
                .hasMessageStartingWith("the export has no ");

        ParquetText.of("required binary id (STRING);").row(Map.of("id", "a")).write(folder.resolve("other.parquet"));
        assertThatThrownBy(() -> source(null).splits())
                .hasMessage("file %s/other.parquet is not part of a Weaviate export; correct source.paths"
                        .formatted(folder));
    }

    private void writeBooks(int count, long timeUnit) throws IOException {
        Export.books(0, count, timeUnit).write(folder.resolve("Book_K2mv8XJfoPZw_0000.parquet"));
    }

    private RecordSource source(@Nullable String schema) {
        return new WeaviateExportOptions(List.of(folder.toString()), List.of(), schema, Blobs.LEAVE_OUT).source();
    }
}
