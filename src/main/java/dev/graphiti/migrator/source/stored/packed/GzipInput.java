package dev.graphiti.migrator.source.stored.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Uncompresses a gzip file of any number of members. The JDK's own stream stops silently behind the first member where
 * {@code available()} is 0, as on object stores, and where a later member is damaged; this one does not.
 */
final class GzipInput extends UnpackedInput {
    private static final int BUFFER = 64 << 10;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long fetched;
    private long members;
    private boolean inMember;
    private @Nullable DamagedFileException damage;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public long consumed() {
        return fetched - (inMember ? inflater.getRemaining() : limit - position);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (damage != null) {
            throw damage;
        }
        try {
            return readMembers(target, offset, length);
        } catch (DamagedFileException e) {
            damage = e;
            throw e;
        }
    }

    private int readMembers(byte[] target, int offset, int length) throws IOException {
        while (inMember || openMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                closeMember();
            } else if (inflater.needsInput()) {
                fetchForMember();
            } else {
                throw damaged("is not gzip data that this program knows");
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws DamagedFileException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw damaged("contains damaged gzip data (%s)".formatted(e.getMessage()));
        }
    }

    private void fetchForMember() throws IOException {
        if (!fetch()) {
            throw endsEarly();
        }
        inflater.setInput(buffer, 0, limit);
    }

    /** Returns false at the end of the file. */
    private boolean openMember() throws IOException {
        int first = firstByteOfMember();
        if (first < 0) {
            return false;
        }
        if (first != 0x1F || headerByte() != 0x8B || headerByte() != 8) {
            throw damaged(
                    members == 0
                            ? "is not gzip, although its name ends in .gz"
                            : "contains data after the end of its gzip data");
        }
        skipRestOfHeader(headerByte());
        members++;
        inMember = true;
        inflater.reset();
        checksum.reset();
        inflater.setInput(buffer, position, limit - position);
        return true;
    }

    private int firstByteOfMember() throws IOException {
        int first = nextByte();
        // Some tools pad the end of a file with zeros.
        while (first == 0 && members > 0) {
            first = nextByte();
        }
        return first;
    }

    private void skipRestOfHeader(int flags) throws IOException {
        skip(6);
        if ((flags & EXTRA) != 0) {
            int low = headerByte();
            skip(low | (headerByte() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    private void skipText() throws IOException {
        int next = headerByte();
        while (next != 0) {
            next = headerByte();
        }
    }

    private void closeMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        if (trailerNumber() != checksum.getValue() || trailerNumber() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw damaged("contains gzip data with a wrong checksum, so records before this one may be wrong");
        }
    }

    private long trailerNumber() throws IOException {
        long number = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            number |= (long) headerByte() << shift;
        }
        return number;
    }

    private int headerByte() throws IOException {
        int next = nextByte();
        if (next < 0) {
            throw endsEarly();
        }
        return next;
    }

    private int nextByte() throws IOException {
        return position < limit || fetch() ? buffer[position++] & 0xFF : -1;
    }

    private boolean fetch() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        fetched += limit;
        return count > 0;
    }

    private DamagedFileException endsEarly() {
        return DamagedFileException.stored("ends in the middle of its gzip data, after %d bytes".formatted(fetched));
    }

    private DamagedFileException damaged(String message) {
        return DamagedFileException.stored("%s, near byte %d".formatted(message, consumed()));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
