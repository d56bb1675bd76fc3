package dev.graphiti.migrator.source.graphrag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Answers;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRagSourceTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatIsAskedForBeforeWhatAsks() throws IOException {
        assertThat(source(output(Version.V1_2).write(folder)).splits().stream().map(SourceSplit::collection))
                .containsExactly(
                        "documents",
                        "text_units",
                        "entities",
                        "relationships",
                        "covariates",
                        "community_reports",
                        "communities",
                        "nodes");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnBehindAnyRecord(Version version) throws IOException {
        RecordSource source = source(output(version).inGroupsOf(5).write(folder));

        for (SourceSplit split : source.splits()) {
            List<SourceRecord> all = read(source, split, SourceSplit.START);
            assertThat(all).hasSize((int) split.size());
            for (int i = 0; i < all.size(); i++) {
                assertThat(read(source, split, all.get(i).next())).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRecordIsReadAgainFromThePositionBeforeIt(Version version) throws IOException {
        GraphRagOutput output = output(version).inGroupsOf(5);
        output.table("entities").rows().get(1).put("title", null);

        Letters.assertEachIsReadAgain(source(output.write(folder)));
    }

    @ParameterizedTest
    @EnumSource
    void whatItsTablesHoldIsWhatIsRead(Version version) throws IOException {
        GraphRagOutput output = output(version).inGroupsOf(5);
        output.table("entities").rows().get(0).put("text_unit_ids", null);
        output.write(folder.resolve("one/output"));
        output(Version.V2_7).write(folder.resolve("two/output"));
        RecordSource source = source(folder);

        Map<String, Long> read = Answers.read(source).stream()
                .collect(Collectors.groupingBy(record -> record.origin().collection(), Collectors.counting()));

        assertThat(source.counts(source.splits()))
                .allSatisfy(count -> assertThat(count.certainty()).isEqualTo(SourceCount.Certainty.EXACT))
                .extracting(SourceCount::collection, SourceCount::count)
                .containsExactlyInAnyOrderElementsOf(read.entrySet().stream()
                        .map(each -> tuple(each.getKey(), each.getValue()))
                        .toList());
    }

    @Test
    void aTableThatIsGoneIsNotCounted() throws IOException {
        Path output = output(Version.V2_7).write(folder.resolve("saltmere"));
        RecordSource source = source(output);
        List<SourceSplit> splits = source.splits();
        Files.delete(output.resolve("entities.parquet"));

        assertThat(source.counts(splits))
                .filteredOn(count -> count.unknown() == null)
                .extracting(SourceCount::collection)
                .contains("relationships", "documents")
                .doesNotContain("entities");
        assertThat(source.counts(splits))
                .filteredOn(count -> count.collection().equals("entities"))
                .singleElement()
                .satisfies(count -> assertThat(count.unknown()).contains("entities.parquet"));
    }

    @Test
    void aLargeTableIsReadInPieces() throws IOException {
        RecordSource source = source(output(Version.V2_7).inGroupsOf(5).write(folder));

        List<SourceRecord> entities = Answers.read(source).stream()
                .filter(record -> record.origin().collection().equals("entities"))
                .toList();

        assertThat(entities.stream().map(record -> record.origin().split()).distinct())
                .hasSizeGreaterThan(1);
        assertThat(entities.stream().map(record -> record.origin().position()).distinct())
                .hasSize(14)
                .startsWith("row 1")
                .endsWith("row 14");
    }

    @ParameterizedTest
    @CsvSource({"output, saltmere", "output/20240701-101500/artifacts, 20240701-101500", "'', saltmere"})
    void anOutputIsCalledAsPeopleCallIt(String below, String group) {
        Path project = folder.resolve("saltmere");
        output(Version.V0_4).write(project.resolve(below));

        assertThat(groups(project)).containsExactly(group);
    }

    @Test
    void aFolderMayHoldSeveralOutputs() {
        output(Version.V0_4).write(folder.resolve("old/output"));
        output(Version.V3_1).write(folder.resolve("new/output"));
        output(Version.V3_1).write(folder.resolve("new/update_output/20250101/delta"));

        assertThat(groups(folder)).containsExactly("new", "old");
    }

    @Test
    void twoOutputsDoNotMix() {
        output(Version.V2_7).write(folder.resolve("a"));
        output(Version.V2_7).write(folder.resolve("b"));
        GraphRagSourceOptions options = withGroup(folder, "all");

        assertThatThrownBy(() -> options.source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("have the group 'all' and would be mixed; use {folder} in source.group");
    }

    @Test
    void saysWhatIsMissing() {
        output(Version.V2_7).without("entities").without("text_units").write(folder);

        assertRefused(folder, "contains an output without entities and text_units in");
    }

    @Test
    void optionalTablesMayBeMissing() throws IOException {
        Path path = output(Version.V2_7)
                .without("documents")
                .without("covariates")
                .without("communities")
                .without("community_reports")
                .write(folder);

        assertThat(source(path).splits()).hasSize(3);
    }

    @Test
    void refusesTheTablesOfTwoVersionsInOneFolder() {
        output(Version.V1_2).write(folder);
        output(Version.V2_7).write(folder);

        assertRefused(folder, "contains the tables of two versions of GraphRAG in");
    }

    @Test
    void refusesWhatIncrementalRunsLeave() {
        assertRefused(
                output(Version.V2_7).write(folder.resolve("update_output/delta")),
                "is in update_output, which contains only the changes of an incremental run; name the folder"
                        + " output");
    }

    @Test
    void saysThatTablesInCsvAreNotRead() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("output")).resolve("entities.csv"), "id,title\n");

        assertRefused(
                folder,
                "contains GraphRAG's tables as CSV, and only Parquet can be read; let GraphRAG write them as Parquet");
    }

    @Test
    void refusesAFolderWithoutTables() {
        assertRefused(folder, "contains no tables of GraphRAG such as entities.parquet");
        assertRefused(folder.resolve("nowhere"), "does not exist; name the folder with GraphRAG's output");
    }

    @Test
    void refusesTablesThatAreNotGraphRags() throws IOException {
        output(Version.V2_7).write(folder);
        Files.copy(
                folder.resolve("documents.parquet"),
                folder.resolve("relationships.parquet"),
                StandardCopyOption.REPLACE_EXISTING);

        assertRefused(folder, "is not the table relationships of GraphRAG, because it has no column source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-07-05T12:34:56", "a:b", "50% [x]", "back\\slash", "two\nlines", "ünï"})
    void aFolderMayHaveAnyName(String name) throws IOException {
        Path written = output(Version.V2_7).write(folder.resolve(name).resolve("output"));
        Files.move(written.resolve("entities.parquet"), written.resolve("Entities.PARQUET"));

        for (Path path : List.of(folder, folder.resolve(name))) {
            RecordSource source = source(path);
            for (SourceSplit split : source.splits()) {
                List<SourceRecord> records = read(source, split, SourceSplit.START);
                assertThat(records).hasSize((int) split.size());
                assertThat(read(source, split, records.get(0).next())).hasSize((int) split.size() - 1);
            }
        }
    }

    @Test
    void whatCouldBeATableAndIsNotReadIsCounted() throws IOException {
        Path written = output(Version.V2_7).write(folder);
        Files.copy(written.resolve("documents.parquet"), written.resolve("base_documents.parquet"));
        Files.delete(folder.resolve("covariates.parquet"));
        Files.createSymbolicLink(folder.resolve("covariates.parquet"), folder.resolve("nowhere"));

        assertThat(PassedOver.lines(source(folder).survey().passedOver()))
                .containsExactly(
                        ("Not read: 2 files in collection graphrag (1 linked to nothing: %1$s/covariates.parquet;"
                                        + " 1 not a table of GraphRAG that is read: %1$s/base_documents.parquet).")
                                .formatted(folder));
    }

    @Test
    void saysBeforeAllElseThatThereIsNoTime() {
        output(Version.V1_2).write(folder);

        assertThatThrownBy(() ->
                        GraphRagSourceOptions.of(folder.toString()).source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("has no column documents.creation_date, so its episodes have no time")
                .hasMessageContaining("set source.time.if-missing");
    }

    @Test
    void refusesAFileThatWasCutInHalf() throws IOException {
        Path file = output(Version.V2_7).write(folder).resolve("text_units.parquet");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(folder, "text_units.parquet cannot be read: it was truncated after");
    }

    @Test
    void damageInsideAFileCostsOnlyWhatItHits() throws IOException {
        RecordSource source = source(output(Version.V2_7).inGroupsOf(5).write(folder));
        Path file = folder.resolve("entities.parquet");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4, 60, (byte) 0x5a);
        Files.write(file, bytes);

        List<SourceRecord> records = Answers.read(source);

        assertThat(records.stream().filter(record -> record.damage() != null)).hasSize(1);
        assertThat(records.stream()
                        .filter(record -> record.origin().collection().equals("entities"))
                        .filter(record -> record.damage() == null))
                .hasSizeBetween(1, 13);
    }

    @Test
    void noticesThatAFileWasWrittenAgain() throws IOException {
        RecordSource source = source(output(Version.V2_7).write(folder));
        SourceSplit split = source.splits().get(0);
        GraphRagOutput changed = output(Version.V2_7);
        changed.table("documents").rows().remove(0);
        changed.write(folder);

        assertThatThrownBy(() -> read(source, split, SourceSplit.START))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("has changed since the run was planned");
    }

    private static GraphRagOutput output(Version version) {
        return GraphRagOutput.of(World.saltmere(), version);
    }

    private static RecordSource source(Path path) {
        return withGroup(path, "{folder}").source();
    }

    private static GraphRagSourceOptions withGroup(Path path, String group) {
        return new GraphRagSourceOptions(
                path.toString(),
                group,
                DanglingPolicy.DEAD_LETTER,
                new GraphRagTimeOptions("creation_date", List.of("iso"), "UTC", "run-start", "run-start"),
                Map.of(),
                CommunitySummary.SUMMARY,
                GivenEmbeddings.REEMBED,
                null);
    }

    private static List<Object> groups(Path path) {
        return Answers.read(source(path)).stream()
                .map(record -> (Object) String.valueOf(record.fields().root().get("@group")))
                .distinct()
                .sorted()
                .toList();
    }

    private static void assertRefused(Path path, String why) {
        assertThatThrownBy(() -> source(path).splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining(why);
    }

    private static List<SourceRecord> read(RecordSource source, SourceSplit split, String position) throws IOException {
        try (RecordReader reader = source.open(split, position)) {
            List<SourceRecord> records = new ArrayList<>();
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
            return records;
        }
    }
}
