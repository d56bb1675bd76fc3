package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.text.Legible;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * Where a member of a zip archive stands, as the directory of the archive says.
 *
 * @param offset of its local header in the archive
 * @param size its length, uncompressed
 * @param archiveLength the length of the archive when it was planned
 */
public record ZipMember(String name, long offset, int method, long size, long crc, long archiveLength) {
    /** Between the name of an archive and that of a member. */
    public static final String SEPARATOR = "!/";

    private static final int HEADER = 30;

    /** Without control characters, which names may have. */
    String shown() {
        return Legible.of(name);
    }

    /** Whether its bytes can be read. */
    static boolean knows(int method) {
        return method == ZipEntry.STORED || method == ZipEntry.DEFLATED;
    }

    InputStream open(FSDataInputStream archive) throws IOException {
        try {
            return new ZipMemberInput(this, content(archive));
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    /** The local header has a name and more, whose lengths may differ from those in the directory. */
    private InputStream content(FSDataInputStream archive) throws IOException {
        archive.seek(Math.min(offset, archiveLength));
        byte[] header = archive.readNBytes(HEADER);
        if (header.length < HEADER || header[0] != 'P' || header[1] != 'K' || header[2] != 3 || header[3] != 4) {
            return InputStream.nullInputStream();
        }
        archive.skipNBytes(number(header, 26) + number(header, 28));
        return method == ZipEntry.STORED ? archive : new Inflating(archive);
    }

    /** Frees what the JDK's own stream frees only if it has made it. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), 64 << 10);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    private static int number(byte[] header, int at) {
        return (header[at] & 0xFF) | (header[at + 1] & 0xFF) << 8;
    }
}
