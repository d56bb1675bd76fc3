package dev.graphiti.migrator.source.stored.packed;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that are made from those of a file: uncompressed, or in another charset. */
public abstract class UnpackedInput extends InputStream {
    /** How much of the file as it is stored has been used. */
    public abstract long consumed();

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
