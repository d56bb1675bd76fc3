package dev.graphiti.migrator.source.stored.packed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that are read, and remembers how reading them ended. */
public final class CountedInput extends FilterInputStream {
    private long count;
    private boolean ended;
    private @Nullable IOException failure;

    public CountedInput(InputStream in) {
        super(in);
    }

    public long count() {
        return in instanceof UnpackedInput unpacked ? unpacked.consumed() : count;
    }

    /** Whether the end has been met. */
    boolean ended() {
        return ended;
    }

    /** Fails as reading has failed, if it has. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            ended |= read < 0;
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
