package dev.graphiti.migrator.source.stored.packed;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a file is compressed, told by the ending of its name. */
public enum Compression {
    GZIP("gzip", ".gz") {
        @Override
        public UnpackedInput open(InputStream stored) {
            return new GzipInput(stored);
        }

        @Override
        public boolean begins(byte[] head) {
            return head[0] == 0x1F && head[1] == (byte) 0x8B;
        }
    },
    ZSTD("zstd", ".zst") {
        @Override
        public UnpackedInput open(InputStream stored) {
            return new CompressedInput(this, stored);
        }

        @Override
        public boolean begins(byte[] head) {
            int first = head[0] & 0xFF;
            // A frame, or one that is to be skipped.
            return (first == 0x28 && head[1] == (byte) 0xB5 && head[2] == 0x2F && head[3] == (byte) 0xFD)
                    || ((first & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18);
        }

        @Override
        InputStream library(InputStream stored) throws IOException {
            return new ZstdInputStreamNoFinalizer(stored);
        }
    },
    BZIP2("bzip2", ".bz2") {
        @Override
        public UnpackedInput open(InputStream stored) {
            return new CompressedInput(this, stored);
        }

        @Override
        public boolean begins(byte[] head) {
            return head[0] == 'B' && head[1] == 'Z' && head[2] == 'h' && head[3] >= '1' && head[3] <= '9';
        }

        @Override
        InputStream library(InputStream stored) throws IOException {
            return new BZip2CompressorInputStream(new BufferedInputStream(stored), true);
        }
    };

    /** So many bytes tell whether a file is compressed in this way. */
    public static final int MAGIC = 4;

    private final String word;
    private final String ending;

    Compression(String word, String ending) {
        this.word = word;
        this.ending = ending;
    }

    public static Optional<Compression> of(String name) {
        return Arrays.stream(values())
                .filter(each -> name.regionMatches(
                        true, name.length() - each.ending.length(), each.ending, 0, each.ending.length()))
                .findFirst();
    }

    public abstract UnpackedInput open(InputStream stored);

    /** Whether a file may begin with these bytes. */
    public abstract boolean begins(byte[] head);

    InputStream library(InputStream stored) throws IOException {
        throw new UnsupportedOperationException(word);
    }

    String ending() {
        return ending;
    }

    @Override
    public String toString() {
        return word;
    }
}
