package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.InputFiles;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPlanTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of(
                "a/2.jsonl",
                "a/1.json",
                "a/deep/3.ndjson.gz",
                "a/.hidden.jsonl",
                "a/_SUCCESS.json",
                "a/notes.txt",
                "a/.git/4.jsonl",
                "a/_tmp/5.jsonl",
                "b/deep/deeper/6.jsonl",
                "b/x[1].jsonl")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{\"n\":1}\n");
        }
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("nothing.jsonl"), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                    | a/1.json a/2.jsonl a/deep/3.ndjson.gz",
                "a/                   | a/1.json a/2.jsonl a/deep/3.ndjson.gz",
                "a/notes.txt          | a/notes.txt",
                "a/*.jsonl            | a/2.jsonl",
                "a/*                  | a/1.json a/2.jsonl a/_SUCCESS.json a/_tmp/5.jsonl a/deep/3.ndjson.gz a/notes.txt",
                "a/.*.jsonl           | a/.hidden.jsonl",
                "*/[12].json*         | a/1.json a/2.jsonl",
                "{a,b}/*.jsonl        | a/2.jsonl b/x[1].jsonl",
                "**/*.jsonl           | a/2.jsonl a/_tmp/5.jsonl b/deep/deeper/6.jsonl b/x[1].jsonl nothing.jsonl",
                "b/**/6.jsonl         | b/deep/deeper/6.jsonl",
                "b/**/?[[]1].jsonl    | b/x[1].jsonl",
                "b/x[1].jsonl         | b/x[1].jsonl",
                "b/*                  | b/deep/deeper/6.jsonl b/x[1].jsonl",
            })
    void findsFiles(String path, String expected) throws IOException {
        List<String> found = InputFiles.find(
                        WorkingFolder.current(),
                        "things",
                        folder + "/" + path,
                        JsonFormat.AUTO.names(),
                        new PassedOverFiles())
                .stream()
                .map(file -> file.name().substring(folder.toString().length() + 1))
                .toList();

        assertThat(found).isEqualTo(Arrays.asList(expected.split(" ")));
    }

    @Test
    void namesFilesAsTheUserWroteThem() throws IOException {
        assertThat(InputFiles.find(
                        WorkingFolder.current(),
                        "things",
                        "src/test/java/dev/graphiti/migrator/source/json/Json*Test.java",
                        JsonFormat.AUTO.names(),
                        new PassedOverFiles()))
                .extracting(InputFile::name)
                .contains("src/test/java/dev/graphiti/migrator/source/json/JsonPlanTest.java");
        assertThat(InputFiles.find(
                        WorkingFolder.current(),
                        "things",
                        folder.toUri() + "a",
                        JsonFormat.AUTO.names(),
                        new PassedOverFiles()))
                .extracting(InputFile::name)
                .contains(folder.toUri() + "a/1.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/2.jsonl", "*/2.jsonl"})
    void findsFilesFromWhereTheCommandWasCalled(String path) throws IOException {
        WorkingFolder elsewhere = new WorkingFolder(folder.toString());

        assertThat(InputFiles.find(elsewhere, "things", path, JsonFormat.AUTO.names(), new PassedOverFiles()))
                .anySatisfy(file -> {
                    assertThat(file.name()).isEqualTo("a/2.jsonl");
                    assertThat(file.path().getPath()).isEqualTo(folder + "/a/2.jsonl");
                });
    }

    @Test
    void followsLinksButNotInCircles() throws IOException {
        Files.createSymbolicLink(folder.resolve("b/again"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("b/linked.jsonl"), folder.resolve("a/2.jsonl"));
        Files.createSymbolicLink(folder.resolve("c"), folder.resolve("a"));

        assertThat(InputFiles.find(
                        WorkingFolder.current(),
                        "things",
                        folder + "/b",
                        JsonFormat.AUTO.names(),
                        new PassedOverFiles()))
                .extracting(file -> file.path().getName())
                .containsExactly("6.jsonl", "linked.jsonl", "x[1].jsonl");
        assertThat(InputFiles.find(
                        WorkingFolder.current(),
                        "things",
                        folder + "/c",
                        JsonFormat.AUTO.names(),
                        new PassedOverFiles()))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.jsonl     | does not exist",
                "a/*.parquet       | matches no file",
                "nowhere/*.jsonl   | matches no file",
                "empty             | contains no file that ends with .json, .jsonl, .ndjson, .csv, .tsv or .tab, or in one of these and .gz, .zst or .bz2, or in .zip",
                "a/2.jsonl/*.jsonl | cannot match anything, since %s/a/2.jsonl/ is a file and not a folder",
            })
    void saysWhatIsWrongWithAPath(String path, String expected) {
        assertThatThrownBy(() -> splits(input(path)))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.fault()).isEqualTo(Fault.SOURCE))
                .hasMessage("source path %s/%s of collection things %s; correct source.inputs or the files"
                        .formatted(folder, path, expected.replace("%s", folder.toString())));
    }

    @Test
    void refusesAFileSystemThatIsNotThere() {
        JsonInput input = new JsonInput("things", List.of("gs://bucket/a.jsonl"), JsonFormat.AUTO, "");

        assertThatThrownBy(() -> JsonSourceOptions.of(input).source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("source path gs://bucket/a.jsonl of collection things cannot be read: ")
                .hasMessageContaining("scheme 'gs'");
    }

    @Test
    void refusesAGlobThatIsNone() {
        assertThatThrownBy(() -> splits(input("a/[.jsonl")))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("source path " + folder + "/a/[.jsonl is not a glob: ");
    }

    @Test
    void refusesFilesThatAreAllEmpty() {
        assertThatThrownBy(() -> splits(input("nothing.jsonl")))
                .isInstanceOf(MigratorException.class)
                .hasMessage("all 1 files of source.inputs are empty, so there is nothing to migrate");
    }

    @Test
    void plansInTheOrderOfInputsPathsAndNames() throws IOException {
        List<String> ids = new ArrayList<>();
        for (SourceSplit split : splits(input("b/x[1].jsonl", "a/*.jsonl", "a"), input("b/deep"))) {
            ids.add(split.id().substring(folder.toString().length() + 1));
        }

        assertThat(ids)
                .containsExactly(
                        "b/x[1].jsonl", "a/2.jsonl", "a/1.json", "a/deep/3.ndjson.gz", "b/deep/deeper/6.jsonl");
    }

    @Test
    void aFileMayBeReadTwiceAsTwoCollectionsOrArrays() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), "{\"x\":[{}],\"y\":[{}]}");

        List<SourceSplit> splits = JsonSourceOptions.of(
                        new JsonInput("one", List.of(file.toString()), JsonFormat.AUTO, "/x"),
                        new JsonInput("two", List.of(file.toString()), JsonFormat.AUTO, "/y"),
                        new JsonInput("three", List.of(file.toString()), JsonFormat.AUTO, "/y"))
                .source()
                .splits();

        assertThat(splits)
                .extracting(SourceSplit::id)
                .containsExactly(file + "#/x", file + "#/y", file + "#/y as three");
    }

    @Test
    void aLargeDocumentIsNotCut() throws IOException {
        try (Reading reading = Reading.of("a.jsonl", "[{\"n\":1},\n{\"n\":2}]".getBytes(StandardCharsets.UTF_8))) {
            assertThat(reading.splitSize(4).source().splits()).hasSize(1);
            assertThat(reading.numbers()).containsExactly(1L, 2L);
        }
    }

    private List<SourceSplit> splits(JsonInput... inputs) throws IOException {
        return JsonSourceOptions.of(inputs).source().splits();
    }

    private JsonInput input(String... paths) {
        List<String> complete =
                Arrays.stream(paths).map(path -> folder + "/" + path).toList();
        return new JsonInput("things", complete, JsonFormat.AUTO, "");
    }
}
