package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.stored.Packed;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceIT {
    private static final int RECORDS = 60_000;
    private static final int DAMAGED = 3;

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
        expected.addAll(List.of(
                "a record must be a JSON object, this is a number",
                "a record must be a JSON object, this is null",
                "the file ends in the middle of its gzip data, after 40 bytes; the rest of it cannot be read"));

        List<String> read = read(parallelism);

        assertThat(read).hasSize(RECORDS + DAMAGED);
        assertThat(read).isEqualTo(expected.stream().sorted().toList());
    }

    /** Lines that are cut into many splits, a document, compressed lines, and a damaged file. */
    private void fill() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), lines(0, 40_000) + "17\n");
        Files.writeString(
                folder.resolve("b.json"),
                "[\n" + String.join(",\n", lines(40_000, 50_000).split("\n")) + ", null]");
        byte[] rest = Packed.gzip(lines(50_000, RECORDS).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("c.jsonl.gz"), rest);
        Files.write(folder.resolve("d.jsonl.gz"), Arrays.copyOf(rest, 40));
    }

    private static String lines(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> "{\"n\":%d}\n".formatted(number))
                .collect(Collectors.joining());
    }

    private List<String> read(int parallelism) {
        JsonInput input = new JsonInput("things", List.of(folder.toString()), JsonFormat.AUTO, "");
        JsonSourceOptions options = new JsonSourceOptions(List.of(input), new ByteSize(70_000), new ByteSize(1 << 20));
        return FLINK.readThroughAFailure(
                new GatedSource(options.source(), 3_000), parallelism, JsonSourceIT::numberOrDamage);
    }

    private static String numberOrDamage(SourceRecord record) {
        return record.damage() == null ? String.valueOf(record.fields().at("n")) : record.damage();
    }
}
