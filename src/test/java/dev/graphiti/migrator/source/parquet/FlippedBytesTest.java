package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One wrong byte anywhere ends in records, in letters that cover all rows, or in one sentence of ours. */
class FlippedBytesTest {
    private static final int ROWS = 60;
    private static final Pattern OURS =
            Pattern.compile("the file cannot be read: .*; copy it again, or let its writer write it again"
                    + "|row group \\d+ cannot be read.*, \\d+ rows: (column \\w+, at the bytes \\d+ to \\d+ of the file,"
                    + " (does not match its checksum|cannot be decoded)|its columns are inconsistent)"
                    + "; copy the file again, or let its writer write it again"
                    + "|column [\\w.]+ .*");

    private static final List<byte[]> FILES = List.of(
            file(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0),
            file(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_2_0),
            file(CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0),
            file(CompressionCodecName.GZIP, WriterVersion.PARQUET_2_0));

    private final Path file = temporary();

    @Property(tries = 1_500)
    void nothingElseComesOfIt(@ForAll("flips") Flip flip) throws IOException {
        byte[] bytes = FILES.get(flip.file()).clone();
        int position = (int) ((long) flip.place() * bytes.length / 1_000_000);
        bytes[position] ^= (byte) flip.mask();
        Files.write(file, bytes);
        try {
            RecordSource source = Reading.plain(file);
            long rows = 0;
            for (SourceSplit split : source.splits()) {
                rows += rowsOf(source, split);
            }
            assertThat(rows).isIn(1L, (long) ROWS);
        } catch (MigratorException e) {
            assertThat(e.getMessage()).contains(file.getFileName().toString()).doesNotContain("\n");
        }
    }

    @Property(tries = 100)
    void eachRecordIsReadAgainFromThePositionBeforeIt(@ForAll("flips") Flip flip) throws IOException {
        byte[] bytes = FILES.get(flip.file()).clone();
        bytes[(int) ((long) flip.place() * bytes.length / 1_000_000)] ^= (byte) flip.mask();
        Files.write(file, bytes);
        try {
            Letters.assertEachIsReadAgain(Reading.plain(file), 7);
        } catch (MigratorException e) {
            assertThat(e.getMessage()).contains(file.getFileName().toString());
        }
    }

    /** The rows that are read or covered by letters, without a gap. */
    private static long rowsOf(RecordSource source, SourceSplit split) throws IOException {
        ParquetSplit part = ParquetSplit.parse(split.spec());
        long next = part.firstRow();
        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                if (record.damage() != null) {
                    assertThat(record.damage()).matches(OURS);
                }
                assertThat(Long.parseLong(record.next())).isGreaterThan(next);
                next = Long.parseLong(record.next());
            }
        }
        assertThat(next).isEqualTo(part.endRow());
        return part.rows();
    }

    /** @param place in millionths of the file */
    record Flip(int file, int place, int mask) {}

    @Provide
    Arbitrary<Flip> flips() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, FILES.size() - 1),
                        Arbitraries.integers().between(0, 999_999),
                        Arbitraries.integers().between(1, 255))
                .as(Flip::new);
    }

    private static byte[] file(CompressionCodecName codec, WriterVersion version) {
        ParquetText text = ParquetText.of(
                        "required int64 n; optional binary t (STRING); required group l (LIST) { repeated group list { required float element; } }")
                .codec(codec)
                .version(version)
                .rowsPerGroup(20);
        for (int i = 0; i < ROWS; i++) {
            text.row(Map.of(
                    "n",
                    i,
                    "t",
                    "text " + i % 7,
                    "l",
                    Map.of("list", List.of(Map.of("element", i), Map.of("element", 0.5)))));
        }
        try {
            return Files.readAllBytes(text.write(temporary()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            Path file = Objects.requireNonNull(Files.createTempFile("flip", ".parquet"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
