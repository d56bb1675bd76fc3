package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.ParquetText;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSourceIT {
    private static final int RECORDS = 60_000;

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryRecordOnceThroughAFailure(int parallelism) throws Exception {
        fill();
        List<String> expected =
                LongStream.range(0, RECORDS).mapToObj(Long::toString).collect(Collectors.toList());
        expected.add("the file cannot be read");

        List<String> read = FLINK.readThroughAFailure(
                new GatedSource(Reading.plain(folder), 3_000), parallelism, ParquetSourceIT::numberOrDamage);

        assertThat(read).hasSize(RECORDS + 1);
        assertThat(read).isEqualTo(expected.stream().sorted().toList());
    }

    /** A row group of half of all rows, many of hundreds, files of one row, and one that was cut in half. */
    private void fill() throws IOException {
        numbers(0, 30_000, 30_000).write(folder.resolve("a.parquet"));
        Path many = numbers(30_000, RECORDS - 10, 500).write(folder.resolve("b.parquet"));
        for (int i = RECORDS - 10; i < RECORDS; i++) {
            numbers(i, i + 1, 1).write(folder.resolve("c" + i + ".parquet"));
        }
        byte[] whole = Files.readAllBytes(many);
        Files.write(folder.resolve("d.parquet"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static ParquetText numbers(long from, long to, int rowsPerGroup) {
        return ParquetText.of("required int64 n;")
                .codec(CompressionCodecName.SNAPPY)
                .rowsPerGroup(rowsPerGroup)
                .rows(LongStream.range(from, to)
                        .mapToObj(number -> Map.of("n", number))
                        .toList());
    }

    private static String numberOrDamage(SourceRecord record) {
        return record.damage() == null
                ? String.valueOf(record.fields().at("n"))
                : record.damage().replaceFirst(":.*", "");
    }
}
