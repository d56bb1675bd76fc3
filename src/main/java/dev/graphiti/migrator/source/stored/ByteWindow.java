package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import dev.graphiti.migrator.source.stored.packed.UnpackedInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A window that slides over the uncompressed bytes of a file and grows to hold the record that is being read. */
public final class ByteWindow implements Closeable {
    private static final int INITIAL = 256 << 10;

    private final InputStream in;
    private final String charset;
    private byte[] bytes = new byte[INITIAL];
    private int limit;
    private long base;

    /**
     * Slides over a stream.
     *
     * @param base the offset of the first byte in the text
     * @param charset the name of the one in which the file is
     */
    ByteWindow(InputStream in, long base, String charset) {
        this.in = in;
        this.base = base;
        this.charset = charset;
    }

    /** The name of the charset in which the file is. */
    public String charset() {
        return charset;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Behind the last byte that is there. */
    public int limit() {
        return limit;
    }

    public long offsetOf(int index) {
        return base + index;
    }

    /**
     * Reads on, and drops what lies before an index: all indexes fall by it. May swap the array.
     *
     * @return false at the end of the file; the indexes have fallen nevertheless
     */
    public boolean slide(int keepFrom) throws IOException {
        limit -= keepFrom;
        base += keepFrom;
        // A nearly full window would be read on in crumbs.
        byte[] target = limit <= bytes.length / 4 * 3 ? bytes : new byte[bytes.length * 2];
        System.arraycopy(bytes, keepFrom, target, 0, limit);
        bytes = target;
        int count = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    /** The first bytes of the file, without moving on. */
    public byte[] peek(int count) throws IOException {
        boolean more = true;
        try {
            while (more && limit < Math.min(count, bytes.length)) {
                more = slide(0);
            }
        } catch (DamagedFileException e) {
            // Whoever reads up to there meets it again.
            more = false;
        }
        return Arrays.copyOf(bytes, Math.min(count, limit));
    }

    /** Whether the bytes are made from those of the file, so that an offset is none of the file as it is stored. */
    public boolean unpacked() {
        return in instanceof UnpackedInput;
    }

    /** How much of the file as it is stored has been used to get to an index. */
    public long consumed(int index) {
        return in instanceof UnpackedInput unpacked ? unpacked.consumed() : offsetOf(index);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
