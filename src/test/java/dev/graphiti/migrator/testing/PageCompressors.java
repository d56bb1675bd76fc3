package dev.graphiti.migrator.testing;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses the pages of files that tests write. */
final class PageCompressors implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Page(codec, in -> in);
            case GZIP -> new Page(codec, PageCompressors::gzip);
            case SNAPPY -> new Page(codec, block(new SnappyCompressor()));
            case ZSTD -> new Page(codec, block(new ZstdCompressor()));
            case LZ4_RAW -> new Page(codec, block(new Lz4Compressor()));
            // Enough for a file that is refused for it.
            default -> new Page(codec, in -> in);
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("pages are only written");
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static byte[] gzip(byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        }
        return out.toByteArray();
    }

    private static Codec block(Compressor compressor) {
        return in -> {
            byte[] out = new byte[compressor.maxCompressedLength(in.length)];
            return Arrays.copyOf(out, compressor.compress(in, 0, in.length, out, 0, out.length));
        };
    }

    @FunctionalInterface
    private interface Codec {
        byte[] compress(byte[] in) throws IOException;
    }

    private record Page(CompressionCodecName name, Codec codec) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(codec.compress(bytes.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return name;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
