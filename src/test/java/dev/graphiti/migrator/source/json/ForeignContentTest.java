package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
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
                "28b52ffd0458  | is compressed with zstd, which cannot be read; uncompress it, or use gzip",
                "425a68393141  | is compressed with bzip2, which cannot be read; uncompress it, or use gzip",
                "fd377a585a00  | is compressed with xz, which cannot be read; uncompress it, or use gzip",
                "04224d186440  | is compressed with lz4, which cannot be read; uncompress it, or use gzip",
                "ff060000734e61507059 | is compressed with snappy, which cannot be read; uncompress it, or use gzip",
                "504b03041400  | is a zip archive, which cannot be read; unpack it",
                "50415231      | is a Parquet file, not JSON; read it with type: parquet",
                "fffe7b002200  | is UTF-16, and only UTF-8 can be read; convert it, for instance with iconv",
                "feff007b0022  | is UTF-16, and only UTF-8 can be read; convert it, for instance with iconv",
                "7b0022006100  | is UTF-16 without a byte order mark, and only UTF-8 can be read; convert it, for instance with iconv",
                "007b00220061  | is UTF-16 without a byte order mark, and only UTF-8 can be read; convert it, for instance with iconv",
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
        byte[] content = Reading.gzip("{\"n\":1}\n".getBytes(StandardCharsets.UTF_8));
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
        try (Reading reading = Reading.of("a.jsonl.gz", Reading.gzip(wide))) {
            assertThatThrownBy(reading::records)
                    .isInstanceOf(MigratorException.class)
                    .hasMessageStartingWith("file %s is UTF-16".formatted(reading.file()));
        }
    }
}
