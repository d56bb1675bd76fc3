package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.file.Locations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.SeekableInputStream;

/** Looks at the first and last bytes of a file, which tell a foreign file from one that was cut. */
final class FileEnds {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    static final int TAIL = 8;

    private static final int SHORTEST = 4 + TAIL;

    private FileEnds() {}

    /** Returns where the footer begins. */
    static long check(FlinkInputFile file) throws IOException {
        long length = file.getLength();
        if (length < SHORTEST) {
            throw new DamagedParquetException("it is not a Parquet file, since it has only %d bytes".formatted(length));
        }
        try (SeekableInputStream in = file.newStream()) {
            String head = magic(bytes(in, 0, 4), 0);
            byte[] tail = bytes(in, length - TAIL, TAIL);
            checkMagic(file, head, magic(tail, 4));
            int footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (footer < 0 || footer > length - SHORTEST) {
                throw new DamagedParquetException(
                        "its footer has %d bytes according to its last bytes, but the file has %d"
                                .formatted(footer, length));
            }
            return length - TAIL - footer;
        }
    }

    private static void checkMagic(FlinkInputFile file, String head, String tail) throws IOException {
        if (head.equals(ENCRYPTED) || tail.equals(ENCRYPTED)) {
            throw encrypted(file.toString());
        }
        if (!head.equals(MAGIC)) {
            throw new DamagedParquetException("it is not a Parquet file, since it does not begin with " + MAGIC);
        }
        if (!tail.equals(MAGIC)) {
            throw new DamagedParquetException(
                    ("it was truncated after %d bytes: it begins as a Parquet file but does not end as one, and the"
                                    + " locations of its columns were at its end")
                            .formatted(file.getLength()));
        }
    }

    static MigratorException encrypted(String location) {
        return new MigratorException(
                Fault.SOURCE,
                "file %s is encrypted, which cannot be read; write it without encryption"
                        .formatted(Locations.shown(location)));
    }

    private static byte[] bytes(SeekableInputStream in, long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.seek(position);
        in.readFully(bytes);
        return bytes;
    }

    private static String magic(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
