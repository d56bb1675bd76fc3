package dev.graphiti.migrator.source.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes of keys, headers and damaged values as text. */
final class KeyText {
    /** In front of bytes that are no readable text, such as numbers that were not written as digits. */
    static final String HEX = "0x";

    private KeyText() {}

    /** The text that the bytes are in UTF-8, or their hexadecimal digits; empty where there is nothing. */
    static String of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? hex(bytes) : text;
        } catch (CharacterCodingException e) {
            return hex(bytes);
        }
    }

    private static String hex(byte[] bytes) {
        return HEX + HexFormat.of().formatHex(bytes);
    }

    /** The beginning of damaged bytes, cut at a whole character, with replacement characters where needed. */
    static String head(byte[] bytes, int most) {
        int end = Math.min(bytes.length, most);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
