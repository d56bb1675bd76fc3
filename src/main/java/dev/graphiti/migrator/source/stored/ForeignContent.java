package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.stored.packed.Compression;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows by their first bytes the files that are called text and are something else. */
public final class ForeignContent {
    /** So many bytes tell. */
    public static final int HEAD = 16;

    private static final String COMPRESSED = "is compressed with %s, which cannot be read; uncompress it, or use gzip";
    private static final String RENAME = "is compressed with %s, but its name does not end in %s; rename it";

    private static final List<Kind> KINDS = List.of(
            new Kind("1f8b08", RENAME.formatted("gzip", ".gz")),
            new Kind("28b52ffd", RENAME.formatted("zstd", ".zst")),
            new Kind("425a68", RENAME.formatted("bzip2", ".bz2")),
            new Kind("fd377a585a00", COMPRESSED.formatted("xz")),
            new Kind("5d000080", COMPRESSED.formatted("lzma")),
            new Kind("04224d18", COMPRESSED.formatted("lz4")),
            new Kind("02214c18", COMPRESSED.formatted("lz4")),
            new Kind("ff060000734e61507059", COMPRESSED.formatted("snappy")),
            new Kind("1f9d", COMPRESSED.formatted("compress")),
            new Kind("504b0304", "is a zip archive, but its name does not end in .zip; rename it"),
            new Kind("377abcaf271c", "is a 7z archive, which cannot be read; unpack it"),
            new Kind("50415231", "is a Parquet file, not text; read it with type: parquet"),
            new Kind("4f626a01", "is an Avro file, not text; convert it to JSON Lines or Parquet"));

    private static final List<Kind> WIDE = List.of(
            new Kind("fffe0000", "is UTF-32; set charset: UTF-32"),
            new Kind("0000feff", "is UTF-32; set charset: UTF-32"));

    private static final String WIDE_ASCII = "is UTF-16 without a byte order mark; set charset: UTF-16%s";

    private record Kind(String hex, String sentence) {
        boolean begins(byte[] head) {
            byte[] magic = HexFormat.of().parseHex(hex);
            return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
        }
    }

    private ForeignContent() {}

    /**
     * Looks at the first bytes of a file as it is stored.
     *
     * @param name as the user would write it
     * @throws MigratorException when it can hold no records
     */
    public static void checkStored(StoredFile file, String name, byte[] head) {
        byte[] padded = Arrays.copyOf(head, Compression.MAGIC);
        boolean expected = file.compression().map(each -> each.begins(padded)).orElse(false);
        if (!expected) {
            refuse(name, sentence(file, head));
        }
    }

    /** The same of the first bytes of its text. */
    public static void checkText(StoredFile file, byte[] head) {
        refuse(file.shown(), sentence(file, head));
    }

    private static void refuse(String name, Optional<String> sentence) {
        if (sentence.isPresent()) {
            throw new MigratorException(Fault.SOURCE, "file %s %s".formatted(name, sentence.get()));
        }
    }

    private static Optional<String> sentence(StoredFile file, byte[] head) {
        boolean declared = !file.charset().equals(Charsets.AUTO);
        if (!declared && isWideAscii(head)) {
            return Optional.of(WIDE_ASCII.formatted(head[0] == 0 ? "BE" : "LE"));
        }
        return Stream.concat(KINDS.stream(), declared ? Stream.empty() : WIDE.stream())
                .filter(kind -> kind.begins(head))
                .map(Kind::sentence)
                .findFirst();
    }

    /** Every other byte of plain text in UTF-16 is zero, at least in front. */
    private static boolean isWideAscii(byte[] head) {
        return head.length >= 4
                && (head[0] == 0) != (head[1] == 0)
                && (head[0] == 0) == (head[2] == 0)
                && (head[1] == 0) == (head[3] == 0);
    }
}
