package dev.graphiti.migrator.source.stored.packed;

import java.io.IOException;

/** Gives back the first bytes, which have been read already. */
public final class PeekedInput extends UnpackedInput {
    private final byte[] head;
    private final UnpackedInput rest;
    private int given;

    public PeekedInput(byte[] head, UnpackedInput rest) {
        this.head = head;
        this.rest = rest;
    }

    @Override
    public long consumed() {
        return rest.consumed();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (given == head.length) {
            return rest.read(target, offset, length);
        }
        int count = Math.min(length, head.length - given);
        System.arraycopy(head, given, target, offset, count);
        given += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
