package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignContentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28b52ffd0458  | is compressed with zstd, but its name does not end in .zst; rename it",
                "425a68393141  | is compressed with bzip2, but its name does not end in .bz2; rename it",
                "fd377a585a00  | is compressed with xz, which cannot be read; uncompress it, or use gzip",
                "04224d186440  | is compressed with lz4, which cannot be read; uncompress it, or use gzip",
                "ff060000734e61507059 | is compressed with snappy, which cannot be read; uncompress it, or use gzip",
                "504b03041400  | is a zip archive, but its name does not end in .zip; rename it",
                "50415231      | is a Parquet file, not text; read it with type: parquet",
                "fffe00007b000000 | is UTF-32; set charset: UTF-32",
                "7b0022006100  | is UTF-16 without a byte order mark; set charset: UTF-16LE",
                "007b00220061  | is UTF-16 without a byte order mark; set charset: UTF-16BE",
            })
    void aFileThatIsSomethingElseIsRefusedBeforeAnythingIsRead(String hex, String expected) throws IOException {
        byte[] content = HexFormat.of().parseHex(hex);
        try (Reading reading = Reading.of("a.jsonl", content);
                Reading compressed = Reading.of("a.jsonl.gz", content)) {
            assertThatThrownBy(() -> reading.source().splits())
                    .isInstanceOf(MigratorException.class)
                    .hasMessage("file %s %s", reading.file(), expected);
            assertThatThrownBy(() -> compressed.source().splits())
                    .hasMessage("file %s %s", compressed.file(), expected);
        }
    }

    @Test
    void gzipNeedsItsEnding() throws IOException {
        byte[] content = Packed.gzip("{\"n\":1}\n".getBytes(StandardCharsets.UTF_8));
        try (Reading reading = Reading.of("a.jsonl", content);
                Reading upper = Reading.of("a.JSONL.GZ", content)) {
            assertThatThrownBy(() -> reading.source().splits())
                    .hasMessage(
                            "file %s is compressed with gzip, but its name does not end in .gz; rename it",
                            reading.file());
            assertThat(upper.numbers()).containsExactly(1L);
        }
    }

    @Test
    void whatIsInsideOfGzipIsLookedAtWhenItIsRead() throws IOException {
        byte[] wide = "{\"n\":1}\n".getBytes(StandardCharsets.UTF_16LE);
        try (Reading reading = Reading.of("a.jsonl.gz", Packed.gzip(wide))) {
            assertThatThrownBy(reading::records)
                    .isInstanceOf(MigratorException.class)
                    .hasMessageStartingWith("file %s is UTF-16".formatted(reading.file()));
        }
    }
}
