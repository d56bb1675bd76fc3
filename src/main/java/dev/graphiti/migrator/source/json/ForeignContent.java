package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Knows by their first bytes the files that are called JSON and are something else. */
final class ForeignContent {
    /** So many bytes tell. */
    static final int HEAD = 16;

    private static final String COMPRESSED = "is compressed with %s, which cannot be read; uncompress it, or use gzip";
    private static final String TEXT = "is %s, and only UTF-8 can be read; convert it, for instance with iconv";

    private static final List<Kind> KINDS = List.of(
            new Kind("28b52ffd", COMPRESSED.formatted("zstd")),
            new Kind("425a68", COMPRESSED.formatted("bzip2")),
            new Kind("fd377a585a00", COMPRESSED.formatted("xz")),
            new Kind("5d000080", COMPRESSED.formatted("lzma")),
            new Kind("04224d18", COMPRESSED.formatted("lz4")),
            new Kind("02214c18", COMPRESSED.formatted("lz4")),
            new Kind("ff060000734e61507059", COMPRESSED.formatted("snappy")),
            new Kind("1f9d", COMPRESSED.formatted("compress")),
            new Kind("504b0304", "is a zip archive, which cannot be read; unpack it"),
            new Kind("377abcaf271c", "is a 7z archive, which cannot be read; unpack it"),
            new Kind("50415231", "is a Parquet file, not JSON; read it with type: parquet"),
            new Kind("4f626a01", "is an Avro file, not JSON; convert it to JSON Lines or Parquet"),
            new Kind("fffe0000", TEXT.formatted("UTF-32")),
            new Kind("0000feff", TEXT.formatted("UTF-32")),
            new Kind("fffe", TEXT.formatted("UTF-16")),
            new Kind("feff", TEXT.formatted("UTF-16")));

    private static final Kind GZIP =
            new Kind("1f8b08", "is compressed with gzip, but its name does not end in .gz; rename it");

    private record Kind(String hex, String sentence) {
        boolean begins(byte[] head) {
            byte[] magic = HexFormat.of().parseHex(hex);
            return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
        }
    }

    private ForeignContent() {}

    /**
     * Looks at the first bytes of a file.
     *
     * @param mayBeGzip whether a compressed file is expected
     * @throws MigratorException when it can hold no records
     */
    static void check(String file, byte[] head, boolean mayBeGzip) {
        sentence(head, mayBeGzip).ifPresent(sentence -> {
            throw new MigratorException(Fault.SOURCE, "file %s %s".formatted(file, sentence));
        });
    }

    private static Optional<String> sentence(byte[] head, boolean mayBeGzip) {
        if (!mayBeGzip && GZIP.begins(head)) {
            return Optional.of(GZIP.sentence());
        }
        if (isWideAscii(head)) {
            return Optional.of(TEXT.formatted("UTF-16 without a byte order mark"));
        }
        return KINDS.stream()
                .filter(kind -> kind.begins(head))
                .map(Kind::sentence)
                .findFirst();
    }

    /** Every other byte of JSON in UTF-16 is zero, at least in front. */
    private static boolean isWideAscii(byte[] head) {
        return head.length >= 4
                && (head[0] == 0) != (head[1] == 0)
                && (head[0] == 0) == (head[2] == 0)
                && (head[1] == 0) == (head[3] == 0);
    }
}
