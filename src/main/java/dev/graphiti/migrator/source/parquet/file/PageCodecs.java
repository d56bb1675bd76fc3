package dev.graphiti.migrator.source.parquet.file;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Uncompresses pages in plain Java, where Parquet's own factory would need Hadoop and native libraries. */
final class PageCodecs implements CompressionCodecFactory {
    static final Set<CompressionCodecName> SUPPORTED = Set.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW);

    /** No sound page is that large; a damaged header may say that it is. */
    private static final int LARGEST_PAGE = 1 << 30;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("pages are only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Page((in, size) -> in);
            case GZIP -> new Page(PageCodecs::gunzip);
            case SNAPPY -> new Page(block(new SnappyDecompressor()));
            case ZSTD -> new Page(block(new ZstdDecompressor()));
            case LZ4_RAW -> new Page(block(new Lz4Decompressor()));
            default -> throw new UnsupportedOperationException("codec " + codec);
        };
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    private static byte[] gunzip(byte[] in, int size) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(in))) {
            return gzip.readNBytes(size);
        }
    }

    private static Codec block(Decompressor decompressor) {
        return (in, size) -> {
            byte[] out = new byte[size];
            int length = decompressor.decompress(in, 0, in.length, out, 0, size);
            if (length != size) {
                throw new IOException("a page has %d bytes and not %d as its header says".formatted(length, size));
            }
            return out;
        };
    }

    @FunctionalInterface
    private interface Codec {
        byte[] uncompress(byte[] in, int size) throws IOException;
    }

    private record Page(Codec codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
            if (uncompressedSize < 0 || uncompressedSize > LARGEST_PAGE || uncompressedSize > heap() / 2) {
                throw new IOException("a page claims to have %d bytes".formatted(uncompressedSize));
            }
            return BytesInput.from(codec.uncompress(bytes.toInputStream().readAllBytes(), uncompressedSize));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int uncompressedSize)
                throws IOException {
            byte[] in = new byte[compressedSize];
            input.get(in);
            output.put(codec.uncompress(in, uncompressedSize));
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
