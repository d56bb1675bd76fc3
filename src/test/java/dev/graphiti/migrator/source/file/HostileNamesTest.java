package dev.graphiti.migrator.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.json.JsonFormat;
import dev.graphiti.migrator.source.json.JsonInput;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import dev.graphiti.migrator.source.parquet.ParquetSourceOptions;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.flink.util.FileUtils;

/** A file is read, and resumed, whatever it and its folder are called. */
class HostileNamesTest {
    private final Path root = temporary();

    @AfterProperty
    void delete() throws IOException {
        FileUtils.deleteDirectory(root.toFile());
    }

    @Property(tries = 150)
    void jsonFilesAreFoundReadAndResumed(@ForAll("names") String folder, @ForAll("names") String name)
            throws IOException {
        check(
                folder,
                name + ".jsonl",
                file -> Files.writeString(file, "{\"n\":0}\n{\"n\":1}\n"),
                HostileNamesTest::json);
    }

    @Property(tries = 40)
    void parquetFilesAreFoundReadAndResumed(@ForAll("names") String folder, @ForAll("names") String name)
            throws IOException {
        check(
                folder,
                name + ".parquet",
                file -> ParquetText.of("required int64 n;")
                        .row(Map.of("n", 0))
                        .row(Map.of("n", 1))
                        .write(file),
                HostileNamesTest::parquet);
    }

    @Example
    void namesThatWereSeen() throws IOException {
        for (String name : List.of(
                "export-2024-01-05T09:30:00",
                "x:y",
                "file:x",
                "a b",
                "100%",
                "a%2Fb",
                "a#b",
                "what?",
                "x[1]",
                "{a,b}",
                "*",
                "back\\slash",
                "ünï-日本-😀",
                "two\nlines",
                "-rf",
                "~",
                "é".repeat(120))) {
            jsonFilesAreFoundReadAndResumed("folder", name);
            jsonFilesAreFoundReadAndResumed(name, "file");
            parquetFilesAreFoundReadAndResumed(name, name);
        }
    }

    private interface Writing {
        Object write(Path file) throws IOException;
    }

    private void check(String folder, String name, Writing writing, Function<String, RecordSource> reading)
            throws IOException {
        Path base = Files.createTempDirectory(root, "x");
        Path file = Files.createDirectories(base.resolve(folder)).resolve(name);
        writing.write(file);
        String ending = name.substring(name.lastIndexOf('.'));
        for (String written : List.of(
                base.toString(),
                base + "/" + folder,
                file.toString(),
                "file:" + file,
                base + "/*/*" + ending,
                base + "/**/*" + ending,
                base + "/**")) {
            checkTwoRecords(reading.apply(written));
        }
    }

    private static void checkTwoRecords(RecordSource source) throws IOException {
        List<SourceSplit> splits = source.splits();
        assertThat(splits).hasSize(1);
        List<SourceRecord> all = records(source, splits.get(0), SourceSplit.START);
        assertThat(all).extracting(record -> record.fields().at("n")).containsExactly(0L, 1L);
        assertThat(records(source, splits.get(0), all.get(0).next()))
                .extracting(record -> record.fields().at("n"))
                .containsExactly(1L);
    }

    private static List<SourceRecord> records(RecordSource source, SourceSplit split, String position)
            throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source.open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    private static RecordSource json(String path) {
        return source(JsonSourceOptions.of(new JsonInput("things", List.of(path), JsonFormat.AUTO, "")));
    }

    private static RecordSource parquet(String path) {
        return source(ParquetSourceOptions.of("things", path));
    }

    private static RecordSource source(SourceOptions options) {
        return options.source();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("names");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither hidden nor too long for a file system. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars(":%#?[]{}*\\\n\r\t'\"&;|<>$`~!^=+,-_. abcé日\u0001\u0085\u2028\u2029\uFFFD")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length < 200);
    }
}
