package dev.graphiti.migrator.source.stored.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.stored.Packed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CompressedInputTest {
    private static final byte[] TEXT = Packed.utf8("hello, hello, hello");

    @Property(tries = 100)
    void readsAllMembers(@ForAll @Size(min = 1, max = 4) List<byte[]> members, @ForAll Compression compression)
            throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] member : members) {
            stored.write(packed(compression, member));
            expected.write(member);
        }
        UnpackedInput input = compression.open(new ByteArrayInputStream(stored.toByteArray()));

        assertThat(input.readAllBytes()).isEqualTo(expected.toByteArray());
        assertThat(input.consumed()).isEqualTo(stored.size());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GZIP")
    void saysSoWhereverTheFileIsCut(Compression compression) {
        byte[] whole = packed(compression, TEXT);
        for (int length = Compression.MAGIC; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(compression, cut))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("ends in the middle of its %s data, after %d bytes", compression, length);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GZIP")
    void saysSoWhenItIsSomethingElse(Compression compression) {
        assertThatThrownBy(() -> read(compression, TEXT))
                .hasMessage("is not %s, although its name ends in %s, near byte 4", compression, compression.ending());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GZIP")
    void neverTakesChangedBytesForSound(Compression compression) {
        byte[] whole = packed(compression, TEXT);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x11;
            try {
                assertThat(read(compression, changed)).isEqualTo(TEXT);
            } catch (IOException e) {
                assertThat(e).isInstanceOf(DamagedFileException.class);
            }
        }
    }

    @Test
    void aFailureOfTheFileSystemIsNoDamage() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatThrownBy(() -> Compression.BZIP2.open(failing).readAllBytes())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }

    private static byte[] read(Compression compression, byte[] stored) throws IOException {
        try (InputStream in = compression.open(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }

    private static byte[] packed(Compression compression, byte[] content) {
        return Packed.as("x" + compression.ending(), content);
    }
}
