package dev.graphiti.migrator.source.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BytesTest {
    @Property(tries = 2_000)
    void findsTheLineFeedThatALoopFinds(@ForAll("nearlyText") byte[] bytes) {
        for (int from = 0; from <= bytes.length; from++) {
            int expected = from;
            while (expected < bytes.length && bytes[expected] != '\n') {
                expected++;
            }
            assertThat(Bytes.lineFeed(bytes, from, bytes.length)).isEqualTo(expected);
        }
    }

    @Property(tries = 5_000)
    void isAsStrictWithUtf8AsTheJdk(@ForAll("nearlyText") byte[] bytes) {
        assertThat(Bytes.notUtf8(bytes, 0, bytes.length) < 0).isEqualTo(isUtf8(bytes));
    }

    @Property(tries = 1_000)
    void cutsTextAtAWholeCharacter(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String sound = new String(bytes, StandardCharsets.UTF_8);
        for (int most = 0; most <= bytes.length; most++) {
            assertThat(sound).startsWith(Bytes.text(bytes, 0, bytes.length, most));
        }
        assertThat(Bytes.text(bytes, 0, bytes.length, bytes.length + 1)).isEqualTo(sound);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Bytes at the borders of UTF-8's rules, among text. */
    @Provide
    Arbitrary<byte[]> nearlyText() {
        Arbitrary<Byte> borders = Arbitraries.of(
                        0x00, 0x0A, 0x0B, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
                        0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF)
                .map(Integer::byteValue);
        Arbitrary<String> texts = Arbitraries.strings().withChars("a\nä€").ofMaxLength(20);
        return Arbitraries.oneOf(
                borders.array(byte[].class).ofMaxSize(12),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(24),
                texts.map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
