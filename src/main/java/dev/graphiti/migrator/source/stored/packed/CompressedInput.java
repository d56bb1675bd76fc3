package dev.graphiti.migrator.source.stored.packed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Uncompresses a file by a library, and says what is wrong with the file where the library fails. */
final class CompressedInput extends UnpackedInput {
    private final Compression compression;
    private final CountedInput stored;
    private @Nullable InputStream library;
    private @Nullable DamagedFileException damage;

    CompressedInput(Compression compression, InputStream stored) {
        this.compression = compression;
        this.stored = new CountedInput(stored);
    }

    @Override
    public long consumed() {
        return stored.count();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        try {
            return library().read(target, offset, length);
        } catch (IOException | RuntimeException e) { // libraries throw both on wrong data
            stored.rethrow();
            damage = e instanceof DamagedFileException told ? told : damaged(e);
            throw damage;
        }
    }

    private InputStream library() throws IOException {
        if (library == null) {
            byte[] head = stored.readNBytes(Compression.MAGIC);
            if (!compression.begins(Arrays.copyOf(head, Compression.MAGIC))) {
                throw DamagedFileException.stored("is not %s, although its name ends in %s, near byte %d"
                        .formatted(compression, compression.ending(), consumed()));
            }
            library = compression.library(new SequenceInputStream(new ByteArrayInputStream(head), stored));
        }
        return library;
    }

    private DamagedFileException damaged(Exception e) {
        return DamagedFileException.stored(
                stored.ended()
                        ? "ends in the middle of its %s data, after %d bytes".formatted(compression, consumed())
                        : "contains damaged %s data (%s), near byte %d"
                                .formatted(compression, e.getMessage(), consumed()));
    }

    @Override
    public void close() throws IOException {
        if (library != null) {
            library.close();
        }
        stored.close();
    }
}
