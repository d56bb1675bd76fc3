package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.source.stored.packed.CountedInput;
import dev.graphiti.migrator.source.stored.packed.UnpackedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes UTF-8 of text in another charset. Bytes that are no text become a byte that no UTF-8 has, so that the record in
 * which they stand is found to be damaged, and none of the others.
 */
final class CharsetInput extends UnpackedInput {
    static final byte WRONG = (byte) 0xFF;

    private static final int BUFFER = 64 << 10;

    private final CountedInput in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private final ByteBuffer text = ByteBuffer.allocate(4 * BUFFER).limit(0);
    private boolean ended;
    private boolean decoded;

    CharsetInput(InputStream in, Charset charset) {
        this.in = new CountedInput(in);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public long consumed() {
        return in.count();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!text.hasRemaining()) {
            if (decoded) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, text.remaining());
        text.get(target, offset, count);
        return count;
    }

    /** Makes as much text as there are bytes for, or as has room. */
    private void decode() throws IOException {
        fetch();
        chars.compact();
        CoderResult result = decoder.decode(raw, chars, ended);
        boolean last = result.isUnderflow() && ended;
        if (last) {
            decoder.flush(chars);
        }
        chars.flip();
        text.clear();
        encoder.encode(chars, text, last);
        if (result.isError()) {
            raw.position(raw.position() + result.length());
            text.put(WRONG);
        }
        text.flip();
        decoded = last;
    }

    private void fetch() throws IOException {
        raw.compact();
        int count = in.read(raw.array(), raw.position(), raw.remaining());
        if (count < 0) {
            ended = true;
        } else {
            raw.position(raw.position() + count);
        }
        raw.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
