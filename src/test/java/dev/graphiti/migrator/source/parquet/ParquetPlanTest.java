package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPlanTest {
    private static final String NUMBER = "required int64 n;";

    @TempDir
    private Path folder;

    @Test
    void aRowGroupIsASplit() throws IOException {
        Path file = numbers(25).rowsPerGroup(10).write(folder.resolve("a.parquet"));

        List<SourceSplit> splits = Reading.plain(file).splits();

        assertThat(splits)
                .extracting(SourceSplit::id)
                .containsExactly(file + "[0,10)", file + "[10,20)", file + "[20,25)");
        assertThat(splits).extracting(SourceSplit::collection).containsOnly("things");
        assertThat(splits).allMatch(split -> split.size() > 0);
    }

    @Test
    void aPositionIsTheNumberOfTheNextRow() throws IOException {
        Path file = numbers(25).rowsPerGroup(10).write(folder.resolve("a.parquet"));
        SourceSplit second = Reading.plain(file).splits().get(1);

        List<SourceRecord> all = Reading.records(Reading.plain(file), second, SourceSplit.START);
        List<SourceRecord> rest =
                Reading.records(Reading.plain(file), second, all.get(6).next());

        assertThat(all.get(6).next()).isEqualTo("17");
        assertThat(all.get(6).origin().toString()).isEqualTo(file + "[10,20) row 16");
        assertThat(all.get(9).progress()).isEqualTo(second.size());
        assertThat(rest).isEqualTo(all.subList(7, 10));
        assertThat(Reading.records(Reading.plain(file), second, "20")).isEmpty();
    }

    @Test
    void foldersAreSearchedAndTheLeavingsOfToolsPassedBy() throws IOException {
        for (String name : List.of("b.parquet", "deep/a.pq", "_temporary/x.parquet", ".x.parquet", "_metadata")) {
            numbers(1).write(folder.resolve(name));
        }
        Files.writeString(folder.resolve("_SUCCESS"), "");
        Files.writeString(folder.resolve("notes.txt"), "");

        assertThat(Reading.plain(folder, folder.resolve("b.parquet")).splits())
                .extracting(SourceSplit::id)
                .containsExactly(folder + "/b.parquet", folder + "/deep/a.pq");
    }

    @Test
    void foldersThatAreNamedKeyEqualsValueAreFields() throws IOException {
        numbers(1).write(folder.resolve("year=2025/city=S%C3%A3o Paulo/n=9/a.parquet"));
        numbers(1).write(folder.resolve("year=__HIVE_DEFAULT_PARTITION__/a.parquet"));

        assertThat(Reading.fields(Reading.plain(folder)))
                .containsExactly(
                        Fields.of("n", 0L, "year", "2025", "city", "São Paulo"), Fields.of("n", 0L, "year", null));
    }

    @Test
    void integersAndDoublesAndMissingColumnsMayMix() throws IOException {
        ParquetText.of("required int64 n;").row(Map.of("n", 1)).write(folder.resolve("a.parquet"));
        ParquetText.of("optional double n; required binary extra (STRING);")
                .row(Map.of("n", 2.5, "extra", "x"))
                .write(folder.resolve("b.parquet"));
        ParquetText.of("required int32 n (DECIMAL(9,1));").row(Map.of("n", 35)).write(folder.resolve("c.parquet"));
        ParquetText.of("optional binary n (STRING);").row(Map.of()).write(folder.resolve("d.parquet"));

        assertThat(Reading.fields(Reading.plain(folder)))
                .containsExactly(
                        Fields.of("n", 1L),
                        Fields.of("n", 2.5, "extra", "x"),
                        Fields.of("n", 3.5),
                        Fields.of("n", null));
    }

    @Test
    void aFolderWithMixedVersionsIsRefusedUnlessItIsWanted() throws IOException {
        String list = "required group tags (LIST) { repeated group list { required %s element; } }";
        ParquetText.of(list.formatted("int64"))
                .row(Map.of("tags", Map.of("list", List.of(Map.of("element", 1)))))
                .write(folder.resolve("a.parquet"));
        ParquetText.of(list.formatted("binary").replace("element", "element (STRING)"))
                .row(Map.of("tags", Map.of("list", List.of(Map.of("element", "x")))))
                .write(folder.resolve("b.parquet"));
        ParquetInput input =
                new ParquetInput("things", List.of(folder.toString()), ParquetLayout.PLAIN, MixedTypes.READ);

        assertThatThrownBy(() -> Reading.plain(folder).splits())
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "the files of things disagree on the column tags[], which is number (int64) in %s/a.parquet"
                                + " and text (string) in %s/b.parquet; make them two collections, or set mixed-types:"
                                + " read to read both",
                        folder, folder);
        assertThat(Reading.fields(new ParquetSourceOptions(List.of(input)).source()))
                .containsExactly(Fields.of("tags", List.of(1L)), Fields.of("tags", List.of("x")));
    }

    @Test
    void refusesAWrongPath() {
        assertThatThrownBy(() -> Reading.plain(folder.resolve("no.parquet")).splits())
                .hasMessage(
                        "source path %s/no.parquet of collection things does not exist; correct source.inputs or the files",
                        folder);
        assertThatThrownBy(() -> Reading.plain(folder).splits())
                .hasMessage(
                        "source path %s of collection things contains no file that ends with .parquet, .parq or .pq;"
                                + " correct source.inputs or the files",
                        folder);
    }

    @Test
    void refusesFilesWithoutRowsWhenThereIsNothingElse() throws IOException {
        numbers(0).write(folder.resolve("a.parquet"));

        assertThatThrownBy(() -> Reading.plain(folder).splits())
                .hasMessage("all 1 files of source.inputs are without rows, so there is nothing to migrate");
    }

    @Test
    void refusesACodecThatItDoesNotKnow() throws IOException {
        numbers(1).codec(CompressionCodecName.BROTLI).write(folder.resolve("a.parquet"));

        assertThatThrownBy(() -> Reading.plain(folder).splits())
                .hasMessage(
                        "file %s/a.parquet is compressed with BROTLI, which cannot be read; write it with zstd,"
                                + " snappy, gzip or lz4_raw",
                        folder);
    }

    private static ParquetText numbers(int count) {
        ParquetText text = ParquetText.of(NUMBER);
        for (int i = 0; i < count; i++) {
            text.row(Map.of("n", i));
        }
        return text;
    }
}
