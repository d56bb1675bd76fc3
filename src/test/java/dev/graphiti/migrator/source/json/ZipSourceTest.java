package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipSourceTest {
    private static final String LINE = "{\"n\":1}\n";

    @TempDir
    Path folder;

    @Test
    void eachMemberIsAFileOfItsOwn() throws IOException {
        Path archive = archive(Map.of(
                "a/1.jsonl", Packed.utf8(LINE),
                "a/2.json", Packed.utf8("[{\"n\":2},{\"n\":3}]"),
                "b/3.csv", Packed.utf8("n\n4\n"),
                "b/4.jsonl.gz", Packed.gzip(Packed.utf8("{\"n\":5}\n")),
                "b/5.csv.zst", Packed.zstd(Packed.utf8("n\n6\n"))));

        assertThat(read(source(archive.toString())))
                .containsExactly(
                        "/a/1.jsonl offset 0 {n=1}",
                        "/a/2.json item 0 {n=2}",
                        "/a/2.json item 1 {n=3}",
                        "/b/3.csv line 2, offset 2 {n=4}",
                        "/b/4.jsonl.gz offset 0 {n=5}",
                        "/b/5.csv.zst line 2, offset 2 {n=6}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!/a/1.jsonl      | /a/1.jsonl",
                "!/a              | /a/1.jsonl /a/2.jsonl",
                "!/a/             | /a/1.jsonl /a/2.jsonl",
                "!/*/1.jsonl      | /a/1.jsonl /b/1.jsonl",
                "!/**/[12].*      | /a/1.jsonl /a/2.jsonl /b/1.jsonl",
                "!/a/notes.txt    | /a/notes.txt",
                "!/               | /a/1.jsonl /a/2.jsonl /b/1.jsonl",
            })
    void aPathMayContinueIntoTheArchive(String inner, String expected) throws IOException {
        Path archive = archive(Map.of(
                "a/1.jsonl", Packed.utf8(LINE),
                "a/2.jsonl", Packed.utf8(LINE),
                "a/notes.txt", Packed.utf8(LINE),
                "b/1.jsonl", Packed.utf8(LINE)));

        List<String> found = source(archive + inner).splits().stream()
                .map(split -> split.id().substring((archive + "!").length()))
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void whatIsNotReadIsCounted() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a.jsonl", Packed.utf8(LINE));
        members.put("folder/", new byte[0]);
        members.put("notes.txt", Packed.utf8("x"));
        members.put("__MACOSX/a.jsonl", Packed.utf8("x"));
        members.put("b/.hidden.jsonl", Packed.utf8(LINE));
        members.put("empty.jsonl", new byte[0]);
        members.put("inner.zip", Packed.zip(Map.of("c.jsonl", Packed.utf8(LINE))));
        members.put("locked.jsonl", Packed.utf8(LINE));
        members.put("strange.jsonl", Packed.utf8(LINE));
        byte[] zip = Packed.zip(members);
        change(zip, "locked.jsonl", 8, 1);
        change(zip, "strange.jsonl", 10, 99);
        Path archive = Files.write(folder.resolve("a.zip"), zip);

        assertThat(source(archive.toString()).survey().passedOver())
                .extracting(PassedOver::toString)
                .map(text -> text.replace(archive + "!/", ""))
                .containsExactlyInAnyOrder(
                        "1 with another ending: notes.txt",
                        "2 hidden: __MACOSX/a.jsonl, b/.hidden.jsonl",
                        "1 zip archives in a zip archive: inner.zip",
                        "1 encrypted: locked.jsonl",
                        "1 compressed in a way that cannot be read: strange.jsonl",
                        "1 empty: empty.jsonl");
        assertThat(read(source(archive.toString()))).containsExactly("/a.jsonl offset 0 {n=1}");
    }

    @Test
    void namesThatLeadElsewhereAreNames() throws IOException {
        Path archive = archive(Map.of("../../x.jsonl", Packed.utf8(LINE), "/etc/y.jsonl", Packed.utf8(LINE)));

        assertThat(read(source(archive.toString()))).containsExactly("//etc/y.jsonl offset 0 {n=1}");
        assertThat(source(archive.toString()).survey().passedOver())
                .extracting(PassedOver::toString)
                .containsExactly("1 hidden: %s!/../../x.jsonl".formatted(archive));
        assertThat(folder).isDirectoryContaining(archive::equals);
        assertThat(folder.resolve("../../x.jsonl").normalize()).doesNotExist();
    }

    @Test
    void aMemberWithAWrongChecksumIsDamaged() throws IOException {
        byte[] zip = Packed.zip(Map.of("a.csv", Packed.utf8("n\n1\n2\n"), "b.csv", Packed.utf8("n\n3\n")));
        change(zip, "a.csv", 16, 0);
        Path archive = Files.write(folder.resolve("a.zip"), zip);

        List<String> read = read(source(archive.toString()));

        assertThat(read).contains("/b.csv line 2, offset 2 {n=3}");
        assertThat(read)
                .anyMatch(each -> each.endsWith(
                        "the file contains zip data with a wrong checksum, so records before this one may be wrong, near"
                                + " byte 6; the rest of it cannot be read"));
    }

    @Test
    void aMemberWhoseHeaderIsElsewhereIsDamaged() throws IOException {
        byte[] zip = Packed.zip(Map.of("a.jsonl", Packed.utf8(LINE)));
        zip[0] = 'X';
        Path archive = Files.write(folder.resolve("a.zip"), zip);

        assertThat(read(source(archive.toString())))
                .containsExactly(
                        "/a.jsonl offset 0 the file ends in the middle of its zip data, near byte 0; the rest of"
                                + " it cannot be read");
    }

    @Test
    void anArchiveThatIsNoneOrIsCutIsRefused() throws IOException {
        byte[] zip = Packed.zip(Map.of("a.jsonl", Packed.utf8(LINE)));
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(zip, zip.length - 30));
        Path none = Files.writeString(folder.resolve("none.zip"), LINE);

        for (Path each : List.of(cut, none)) {
            assertThatThrownBy(() -> source(each.toString()).splits())
                    .isInstanceOf(MigratorException.class)
                    .hasMessageStartingWith(
                            "file %s is not a zip archive, or is truncated or damaged (".formatted(each))
                    .hasMessageEndingWith("); copy it again");
        }
    }

    @Test
    void anArchiveWithoutSuchFilesIsRefused() throws IOException {
        Path archive = archive(Map.of("notes.txt", Packed.utf8("x")));

        assertThatThrownBy(() -> source(archive.toString()).splits())
                .hasMessage(
                        "source path %s of collection things contains no file in its archive that is read (not read: 1"
                                + " with another ending: %s!/notes.txt); correct source.inputs or the files",
                        archive, archive);
        assertThatThrownBy(() -> source(archive + "!/b.csv").splits())
                .hasMessage(
                        "source path %s!/b.csv of collection things contains no file in its archive that is read;"
                                + " correct source.inputs or the files",
                        archive);
    }

    @Test
    void anArchiveThatHasChangedEndsTheRun() throws IOException {
        Path archive = archive(Map.of("a.jsonl", Packed.utf8(LINE)));
        RecordSource source = source(archive.toString());
        List<SourceSplit> splits = source.splits();
        long before = Files.size(archive);
        Files.write(archive, Packed.zip(Map.of("b.jsonl", Packed.utf8(LINE + LINE))));

        assertThatThrownBy(() -> source.open(splits.get(0), SourceSplit.START))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "file %s has grown: it has %d bytes now and had %d bytes when the run was planned; restore it"
                                + " and resume, or start a new run",
                        archive, Files.size(archive), before);
    }

    /** Changes a field of two bytes of a member in the directory of an archive, at its place there. */
    private static void change(byte[] zip, String name, int at, int value) {
        byte[] searched = Packed.utf8(name);
        for (int i = zip.length - searched.length; i >= 46; i--) {
            boolean found = Arrays.equals(zip, i, i + searched.length, searched, 0, searched.length);
            if (found && zip[i - 46] == 'P' && zip[i - 45] == 'K' && zip[i - 44] == 1) {
                zip[i - 46 + at] = (byte) value;
                zip[i - 46 + at + 1] = 0;
                return;
            }
        }
        throw new AssertionError(name);
    }

    private Path archive(Map<String, byte[]> members) throws IOException {
        return Files.write(folder.resolve("a.zip"), Packed.zip(members));
    }

    private static RecordSource source(String path) {
        return JsonSourceOptions.of(new JsonInput("things", List.of(path), JsonFormat.AUTO, ""))
                .source();
    }

    /** Member, position, and fields or damage of all records. */
    private static List<String> read(RecordSource source) throws IOException {
        List<String> read = new ArrayList<>();
        for (SourceSplit split : source.splits()) {
            List<SourceRecord> all = records(source, split, SourceSplit.START);
            for (int i = 0; i < all.size(); i++) {
                SourceRecord each = all.get(i);
                String what = each.damage() == null ? each.fields().root().toString() : each.damage();
                read.add("%s %s %s"
                        .formatted(
                                split.id().replaceFirst("^.*?!", ""),
                                each.origin().position(),
                                what));
                assertThat(records(source, split, each.next())).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
        return read;
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
}
