package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.stored.packed.Compression;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import dev.graphiti.migrator.source.stored.packed.PeekedInput;
import dev.graphiti.migrator.source.stored.packed.UnpackedInput;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a member of a zip archive, as the source of text in UTF-8.
 *
 * @param location of the file, or of the archive
 * @param member of the archive; null for a file outside of archives
 * @param charset as it was declared, or {@link Charsets#AUTO}
 * @param length when it was planned, uncompressed in the case of a member
 */
public record StoredFile(String location, @Nullable ZipMember member, String charset, long length) {
    /** The same for the same file. */
    public String identity() {
        return member == null ? location : location + ZipMember.SEPARATOR + member.name();
    }

    /** For messages. */
    public String shown() {
        String file = Locations.shown(location);
        return member == null ? file : file + ZipMember.SEPARATOR + member.shown();
    }

    /** Whether its name says that it is compressed. */
    public boolean compressed() {
        return compression().isPresent();
    }

    Optional<Compression> compression() {
        return Compression.of(member == null ? location : member.name());
    }

    /** Whether its name or its charset say that an offset of the text is none of the file. */
    public boolean packed() {
        return member != null || compressed() || !Charsets.mayBeUtf8(charset);
    }

    /** With the charset known. */
    public StoredFile inUtf8() {
        return new StoredFile(location, member, Charsets.KNOWN_UTF_8, length);
    }

    /** Opens the text at an offset. */
    public ByteWindow open(long offset) throws IOException {
        InputStream raw = member == null ? stored() : member.open(stored());
        try {
            return open(raw, offset);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private ByteWindow open(InputStream raw, long offset) throws IOException {
        if (charset.equals(Charsets.KNOWN_UTF_8) && raw instanceof FSDataInputStream plain && !compressed()) {
            return seek(plain, offset);
        }
        InputStream bytes =
                compression().map(kind -> (InputStream) kind.open(raw)).orElse(raw);
        byte[] head = head(bytes);
        Charset actual = Charsets.of(charset, head);
        InputStream whole = bytes instanceof UnpackedInput unpacked
                ? new PeekedInput(head, unpacked)
                : new SequenceInputStream(new ByteArrayInputStream(head), bytes);
        if (!isUtf8(actual)) {
            return skipped(new CharsetInput(whole, actual), offset, actual);
        }
        if (whole instanceof UnpackedInput unpacked) {
            return skipped(unpacked, offset, actual);
        }
        return offset > 0 && raw instanceof FSDataInputStream plain
                ? seek(plain, offset)
                : new ByteWindow(whole, 0, actual.name());
    }

    /** None where reading it meets damage, which it does again. */
    private static byte[] head(InputStream in) throws IOException {
        try {
            return in.readNBytes(Charsets.MARK);
        } catch (DamagedFileException e) {
            return new byte[0];
        }
    }

    private static ByteWindow seek(FSDataInputStream plain, long offset) throws IOException {
        plain.seek(offset);
        return new ByteWindow(plain, offset, StandardCharsets.UTF_8.name());
    }

    private static ByteWindow skipped(UnpackedInput text, long offset, Charset actual) throws IOException {
        text.skipNBytes(offset);
        return new ByteWindow(text, offset, actual.name());
    }

    private static boolean isUtf8(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** The first bytes of the file as it is stored. */
    public byte[] head(int count) throws IOException {
        try (InputStream in = member == null ? stored() : member.open(stored())) {
            return in.readNBytes(count);
        }
    }

    private FSDataInputStream stored() throws IOException {
        Path path = Locations.path(location);
        try {
            return path.getFileSystem().open(path);
        } catch (FileNotFoundException e) {
            if (currentLength() < 0) {
                throw changed("no longer exists");
            }
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s cannot be opened: %s; make it readable and resume"
                            .formatted(Locations.shown(location), e.getMessage()),
                    e);
        }
    }

    /**
     * Checks a file that is read as a whole.
     *
     * @throws MigratorException when it has another length than the one that was planned, or is gone
     */
    public void requireLength() throws IOException {
        long now = currentLength();
        if (now < 0) {
            throw changed("no longer exists");
        }
        if (now != plannedLength()) {
            throw changed(
                    "%s: it has %d bytes now".formatted(now < plannedLength() ? "was truncated" : "has grown", now));
        }
    }

    /**
     * Called at the end of the file.
     *
     * @param reached how many stored bytes were there
     * @throws MigratorException when there were more when it was planned
     */
    public void checkEnd(long reached) throws IOException {
        if (reached < length) {
            requireLength();
            throw endedAfter(reached);
        }
    }

    /** What to throw when reading came to the end elsewhere than the plan says. */
    public MigratorException endedAfter(long reached) {
        return changed("ended after %d bytes while it was read".formatted(reached));
    }

    /** Of the file itself, also where a member is read. */
    private long plannedLength() {
        return member == null ? length : member.archiveLength();
    }

    /** Negative for a file that is not there. */
    private long currentLength() throws IOException {
        Path path = Locations.path(location);
        try {
            return path.getFileSystem().getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            return -1;
        }
    }

    private MigratorException changed(String how) {
        return new MigratorException(
                Fault.SOURCE,
                "file %s %s and had %d bytes when the run was planned; restore it and resume, or start a new run"
                        .formatted(Locations.shown(location), how, plannedLength()));
    }
}
