package dev.graphiti.migrator.source.stored.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.stored.Packed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GzipInputTest {
    private static final byte[] MEMBER = Packed.gzip("hello, hello, hello".getBytes(StandardCharsets.UTF_8));

    @Property(tries = 200)
    void readsAllMembersHoweverTheBytesArrive(
            @ForAll @Size(max = 5) List<byte[]> members, @ForAll @IntRange(min = 1, max = 9) int piece)
            throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] member : members) {
            stored.write(Packed.gzip(member));
            expected.write(member);
        }
        GzipInput gzip = new GzipInput(new TricklingInput(stored.toByteArray(), piece));

        assertThat(gzip.readAllBytes()).isEqualTo(expected.toByteArray());
        assertThat(gzip.consumed()).isEqualTo(stored.size());
    }

    @Test
    void readsAHeaderWithAllItsParts() throws IOException {
        byte[] body = Arrays.copyOfRange(MEMBER, 10, MEMBER.length);
        byte[] header = {0x1F, (byte) 0x8B, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, 'n', 0, 'c', 0, 9, 9};

        assertThat(read(concat(header, body))).isEqualTo("hello, hello, hello");
    }

    @Test
    void acceptsZerosAtTheEnd() throws IOException {
        assertThat(read(concat(MEMBER, new byte[512]))).isEqualTo("hello, hello, hello");
    }

    @Test
    void saysSoWhereverTheFileIsCut() {
        for (int length = 1; length < MEMBER.length; length++) {
            byte[] cut = Arrays.copyOf(MEMBER, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("ends in the middle of its gzip data, after %d bytes".formatted(length));
        }
    }

    @Test
    void saysSoWhenSomethingElseFollows() {
        assertThatThrownBy(() -> read(concat(MEMBER, "more".getBytes(StandardCharsets.UTF_8))))
                .hasMessageStartingWith("contains data after the end of its gzip data, near byte ");
    }

    @Test
    void saysSoAgainWhenItIsAskedAgain() {
        byte[] wrong = MEMBER.clone();
        wrong[wrong.length - 5]++;
        GzipInput gzip = new GzipInput(new ByteArrayInputStream(wrong));

        assertThatThrownBy(gzip::readAllBytes)
                .hasMessageStartingWith(
                        "contains gzip data with a wrong checksum, so records before this one may be wrong");
        assertThatThrownBy(gzip::readAllBytes).hasMessageStartingWith("contains gzip data with a wrong checksum");
    }

    private static String read(byte[] stored) throws IOException {
        try (GzipInput gzip = new GzipInput(new ByteArrayInputStream(stored))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Gives a few bytes at a time and never says that there are more, as object stores do. */
    private static final class TricklingInput extends ByteArrayInputStream {
        private final int piece;

        TricklingInput(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, piece));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }
}
