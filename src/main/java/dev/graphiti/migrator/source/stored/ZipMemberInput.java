package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import dev.graphiti.migrator.source.stored.packed.UnpackedInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The content of a member, which must have the length and the checksum that the directory of its archive says. */
final class ZipMemberInput extends UnpackedInput {
    private final ZipMember member;
    private final InputStream content;
    private final CRC32 checksum = new CRC32();
    private long count;

    ZipMemberInput(ZipMember member, InputStream content) {
        this.member = member;
        this.content = content;
    }

    /** Its length is counted uncompressed. */
    @Override
    public long consumed() {
        return count;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = Math.max(0, inflate(target, offset, (int) Math.min(length, member.size() - count)));
        count += read;
        checksum.update(target, offset, read);
        if (read > 0 || length == 0) {
            return read;
        }
        if (count < member.size()) {
            throw damaged("ends in the middle of its zip data");
        }
        if (checksum.getValue() != member.crc()) {
            throw damaged("contains zip data with a wrong checksum, so records before this one may be wrong");
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return content.read(target, offset, length);
        } catch (EOFException e) {
            return 0;
        } catch (ZipException e) {
            throw damaged("contains damaged zip data (%s)".formatted(e.getMessage()));
        }
    }

    private DamagedFileException damaged(String message) {
        return DamagedFileException.stored("%s, near byte %d".formatted(message, count));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
