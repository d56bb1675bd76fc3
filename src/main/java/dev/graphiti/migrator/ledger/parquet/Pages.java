package dev.graphiti.migrator.ledger.parquet;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd in plain Java, where Parquet's own factory needs Hadoop and native libraries. */
final class Pages implements CompressionCodecFactory {
    private static final int LARGEST_PAGE = 1 << 30;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressed();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("its pages are compressed with " + codec);
        }
        return new Uncompressed();
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static byte[] uncompressed(byte[] in, int size) throws IOException {
        if (size < 0 || size > LARGEST_PAGE) {
            throw new IOException("a page claims to have %d bytes".formatted(size));
        }
        byte[] out = new byte[size];
        int length = new ZstdDecompressor().decompress(in, 0, in.length, out, 0, size);
        if (length != size) {
            throw new IOException("a page has %d bytes and not %d as its header says".formatted(length, size));
        }
        return out;
    }

    private static final class Compressed implements BytesInputCompressor {
        private final ZstdCompressor zstd = new ZstdCompressor();

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            byte[] in = bytes.toInputStream().readAllBytes();
            byte[] out = new byte[zstd.maxCompressedLength(in.length)];
            return BytesInput.from(out, 0, zstd.compress(in, 0, in.length, out, 0, out.length));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private static final class Uncompressed implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(uncompressed(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] in = new byte[compressedSize];
            input.get(in);
            output.put(uncompressed(in, size));
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
