package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read is read, and the rest is one record that says so. */
class DamagedFilesTest {
    private static final int ROWS = 3_000;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = write("a.parquet", 0);
    }

    @Test
    void aFileThatWasCutInHalf() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        write("b.parquet", 0);

        List<SourceRecord> records = Reading.records(Reading.plain(folder));

        assertThat(records).hasSize(1 + ROWS);
        assertThat(records.get(0).damage())
                .isEqualTo(
                        "the file cannot be read: it was truncated after %d bytes: it begins as a Parquet file but does not"
                                + " end as one, and the locations of its columns were at its end;"
                                + " copy it again, or let its writer write it again",
                        whole.length / 2);
        assertThat(records.get(0).origin().toString()).isEqualTo(file + " row 0");
        assertThat(damages(records)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PAR1", "{\"n\":1}\n{\"n\":2}\n", "PAR1 and some more PAR1"})
    void aFileThatIsNoParquet(String content) throws IOException {
        Files.writeString(file, content);

        List<SourceRecord> records = Reading.records(Reading.plain(file));

        assertThat(records).hasSize(1);
        assertThat(records.get(0).damage())
                .startsWith("the file cannot be read: it")
                .doesNotContain("\n");
    }

    @Test
    void aDamagedFooter() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 200, bytes.length - 8, (byte) 0x7F);
        Files.write(file, bytes);

        assertThat(damages(Reading.records(Reading.plain(file))))
                .singleElement()
                .asString()
                .matches("the file cannot be read: its footer, at the bytes \\d+ to \\d+, is damaged, and only it"
                        + " contains the locations of the columns; copy it again, or let its writer write it again");
    }

    @Test
    void aDamagedPageTakesTheRestOfItsRowGroupOnly() throws IOException {
        RecordSource source = Reading.plain(file);
        List<SourceSplit> splits = source.splits();
        byte[] bytes = Files.readAllBytes(file);
        int inThePages = indexOf(bytes, "text 1400");
        Arrays.fill(bytes, inThePages, inThePages + 4, (byte) 0x7F);
        Files.write(file, bytes);

        List<SourceRecord> records = Reading.records(source, splits.get(1), SourceSplit.START);
        SourceRecord last = records.get(records.size() - 1);

        assertThat(damages(records)).containsExactly(Objects.requireNonNull(last.damage()));
        assertThat(last.damage())
                .matches(
                        "row group 1 cannot be read, 1000 rows: column t, at the bytes \\d+ to \\d+ of the file, does not"
                                + " match its checksum; copy the file again, or let its writer write it again");
        assertThat(last.next()).isEqualTo("2000");
        assertThat(records.size() + last.lost()).isEqualTo(1_000);
        assertThat(last.progress()).isEqualTo(splits.get(1).size());
        assertThat(Reading.records(source, splits.get(1), last.next())).isEmpty();
        assertThat(Reading.records(source, splits.get(2), SourceSplit.START)).hasSize(1_000);
    }

    /** Whatever is broken, it ends, in records or one sentence, and never in an error of the machine. */
    @Test
    void noDamageBringsTheReaderDown() throws IOException {
        byte[] sound = Files.readAllBytes(write("s.parquet", 0));
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = sound.clone();
            for (int i = 0; i < 1 + round % 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            try {
                assertThat(Reading.records(Reading.plain(file)).size()).isBetween(1, ROWS);
            } catch (MigratorException e) {
                assertThat(e).hasMessageContaining(file.getFileName().toString());
            }
        }
    }

    @Test
    void aFileThatWasReplacedIsNoticedWhenItIsOpened() throws IOException {
        RecordSource source = Reading.plain(file);
        SourceSplit split = source.splits().get(2);
        write("a.parquet", 1);

        assertReplaced(source, split, SourceSplit.START);
        assertReplaced(source, split, "2500");

        write("a.parquet", 0);
        assertThat(Reading.records(source, split, "2500")).hasSize(500);
    }

    @Test
    void aFileThatWasCutSinceThePlanIsAnotherFile() throws IOException {
        RecordSource source = Reading.plain(file);
        SourceSplit split = source.splits().get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertReplaced(source, split, SourceSplit.START);
    }

    @Test
    void aFileThatIsGone() throws IOException {
        RecordSource source = Reading.plain(file);
        SourceSplit split = source.splits().get(0);
        Files.delete(file);

        assertThatThrownBy(() -> source.open(split, SourceSplit.START))
                .isInstanceOf(MigratorException.class)
                .hasMessage("file %s no longer exists; restore it and resume, or start a new run".formatted(file));
    }

    @Test
    void aRowGroupThatIsBeingReadIsInMemory() throws IOException {
        RecordSource source = Reading.plain(file);
        SourceSplit split = source.splits().get(0);

        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            assertThat(reader.next()).isNotNull();
            write("a.parquet", 1);
            for (int i = 1; i < 1_000; i++) {
                SourceRecord record = Objects.requireNonNull(reader.next());
                assertThat(record.fields().at("n")).isEqualTo((long) i);
            }
            assertThat(reader.next()).isNull();
        }
    }

    private static void assertReplaced(RecordSource source, SourceSplit split, String position) {
        assertThatThrownBy(() -> source.open(split, position))
                .isInstanceOf(MigratorException.class)
                .hasMessageMatching(
                        "file /.*a.parquet has changed since the run was planned"
                                + "( \\(it had \\d+ bytes and has \\d+ now\\))?; restore the old file and resume, or start a new run");
    }

    private static List<String> damages(List<SourceRecord> records) {
        return records.stream()
                .map(SourceRecord::damage)
                .filter(Objects::nonNull)
                .toList();
    }

    private Path write(String name, long first) throws IOException {
        ParquetText text = ParquetText.of("required int64 n; required binary t (STRING);")
                .codec(CompressionCodecName.UNCOMPRESSED)
                .withoutDictionary()
                .rowsPerGroup(1_000);
        for (long i = first; i < first + ROWS; i++) {
            text.row(Map.of("n", i, "t", "text " + i));
        }
        return text.write(folder.resolve(name));
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
