package dev.graphiti.migrator.source.stored;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Compresses content as tools do. */
public final class Packed {
    private Packed() {}

    private interface Wrapper {
        OutputStream wrap(OutputStream out) throws IOException;
    }

    public static byte[] gzip(byte[] content) {
        return packed(GZIPOutputStream::new, content);
    }

    public static byte[] zstd(byte[] content) {
        return packed(out -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true), content);
    }

    public static byte[] bzip2(byte[] content) {
        return packed(BZip2CompressorOutputStream::new, content);
    }

    /** As the ending of a name says. */
    public static byte[] as(String name, byte[] content) {
        return name.endsWith(".gz")
                ? gzip(content)
                : name.endsWith(".zst") ? zstd(content) : name.endsWith(".bz2") ? bzip2(content) : content;
    }

    /** An archive with these members, in the order of the map. */
    public static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(Wrapper wrapper, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = wrapper.wrap(out)) {
            packed.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
