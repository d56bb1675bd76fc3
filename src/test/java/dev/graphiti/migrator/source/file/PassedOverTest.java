package dev.graphiti.migrator.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.json.JsonFormat;
import dev.graphiti.migrator.source.json.JsonInput;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found and not read is counted under a name. */
class PassedOverTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        write("a.jsonl");
    }

    @Test
    void endingsMayBeWrittenInAnyCase() throws IOException {
        write("b.JSONL");
        write("c.Json");
        write("d.NdJson");

        assertThat(ids(folder)).containsExactly("a.jsonl", "b.JSONL", "c.Json", "d.NdJson");
        assertThat(lines(folder)).isEmpty();
    }

    @Test
    void everyReasonIsNamedWithExamples() throws IOException {
        write("b.txt");
        write("c.jsonl.xz");
        write("_SUCCESS");
        write(".git/x.jsonl");
        write(".git/y.jsonl");
        Files.createFile(folder.resolve("empty.jsonl"));
        Files.createSymbolicLink(folder.resolve("gone.jsonl"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("self.jsonl"), folder.resolve("self.jsonl"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);

        assertThat(ids(folder)).containsExactly("a.jsonl");
        assertThat(lines(folder))
                .containsExactly(("Not read: 6 files and 2 folders in collection things (1 hidden: %1$s/.git/;"
                                + " 1 hidden: %1$s/_SUCCESS; 2 with another ending: %1$s/b.txt, %1$s/c.jsonl.xz;"
                                + " 2 linked to nothing: %1$s/gone.jsonl, %1$s/self.jsonl;"
                                + " 1 linked to a folder that is read already: %1$s/loop/; 1 empty: %1$s/empty.jsonl).")
                        .formatted(folder));
    }

    @Test
    void aFolderThatIsNamedTwiceIsCountedOnce() throws IOException {
        write("b.txt");

        assertThat(lines(folder, folder.resolve("a.jsonl"), folder))
                .containsExactly(
                        "Not read: 1 file in collection things (1 with another ending: %s/b.txt).".formatted(folder));
    }

    @Test
    void aPartitionMayBeginWithAnUnderscore() throws IOException {
        write("_day=1/b.jsonl");
        write("_days/c.jsonl");

        assertThat(ids(folder)).containsExactly("_day=1/b.jsonl", "a.jsonl");
        assertThat(lines(folder))
                .containsExactly("Not read: 1 folder in collection things (1 hidden: %s/_days/).".formatted(folder));
    }

    @Test
    void aGlobIsTakenAtItsWordButForHiddenNames() throws IOException {
        write("b.txt");
        write(".c.jsonl");
        write(".d.txt");
        write("e.JSONL");
        Files.createSymbolicLink(folder.resolve("gone.jsonl"), folder.resolve("nowhere"));

        assertThat(lines(folder.resolve("*.jsonl")))
                .containsExactly(("Not read: 3 files in collection things (1 hidden: %1$s/.c.jsonl;"
                                + " 1 in another case than the glob: %1$s/e.JSONL;"
                                + " 1 linked to nothing: %1$s/gone.jsonl).")
                        .formatted(folder));
    }

    @Test
    void whatIsNamedItselfMustBeThere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("gone.jsonl"), folder.resolve("nowhere"));

        assertThatThrownBy(() -> ids(link))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "source path %s of collection things cannot be read, since it is linked to nothing;"
                                + " correct source.inputs or the files",
                        link);
    }

    @Test
    void aRefusalSaysWhatWasThere() throws IOException {
        write("x/b.JSONL.xz");

        assertThatThrownBy(() -> ids(folder.resolve("x")))
                .hasMessage(
                        "source path %1$s/x of collection things contains no file that ends with .json, .jsonl, .ndjson, .csv, .tsv or .tab,"
                                + " or in one of these and .gz, .zst or .bz2, or in .zip (not read: 1 with another ending: %1$s/x/b.JSONL.xz);"
                                + " correct source.inputs or the files",
                        folder);
    }

    @Test
    void linesAreFewAndCannotBeBroken() {
        List<PassedOver> many = IntStream.range(0, 12)
                .mapToObj(i -> new PassedOver("c" + i, Reason.HIDDEN, 4, List.of("a\nb")))
                .toList();

        assertThat(PassedOver.lines(many))
                .hasSize(11)
                .startsWith("Not read: 4 files in collection c0 (4 hidden: a\\u000ab, …).")
                .endsWith("Not read: 8 files in 2 more collections.");
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"n\":1}\n");
    }

    private List<String> ids(Path... paths) throws IOException {
        return source(paths).splits().stream()
                .map(SourceSplit::id)
                .map(id -> id.substring(folder.toString().length() + 1))
                .toList();
    }

    private static List<String> lines(Path... paths) throws IOException {
        return PassedOver.lines(source(paths).survey().passedOver());
    }

    private static RecordSource source(Path... paths) {
        List<String> texts = List.of(paths).stream().map(Path::toString).toList();
        return JsonSourceOptions.of(new JsonInput("things", texts, JsonFormat.AUTO, ""))
                .source();
    }
}
