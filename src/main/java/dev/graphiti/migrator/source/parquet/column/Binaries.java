package dev.graphiti.migrator.source.parquet.column;

import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.source.parquet.column.BinaryConverter.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;

/** Decodes bytes. */
final class Binaries {
    private Binaries() {}

    static Object text(Binary value) {
        String text = value.toStringUsingUTF8();
        return isExact(text, value) ? text : new Unreadable("is declared as text but is not UTF-8");
    }

    static Object textOrBase64(Binary value) {
        String text = value.toStringUsingUTF8();
        return isExact(text, value) ? text : base64(value);
    }

    /** Whether no byte was replaced, of which a look at the text gives a first hint. */
    private static boolean isExact(String text, Binary value) {
        if (text.indexOf('\uFFFD') < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static Object base64(Binary value) {
        return Base64.getEncoder().encodeToString(value.getBytes());
    }

    static Object uuid(Binary value) {
        ByteBuffer bytes = value.toByteBuffer();
        return bytes.remaining() == 16
                ? new UUID(bytes.getLong(), bytes.getLong()).toString()
                : new Unreadable("is declared as a UUID but has %d bytes".formatted(bytes.remaining()));
    }

    static Object floats(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() % Float.BYTES != 0) {
            return new Unreadable("should hold floats but has %d bytes".formatted(bytes.remaining()));
        }
        double[] numbers = new double[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getFloat();
        }
        return new Numbers(numbers);
    }

    static Object float16(Binary value) {
        int bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xFFFF;
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = exponent == 0x1F
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(fraction | 0x400, exponent - 25);
        return (bits & 0x8000) == 0 ? size : -size;
    }
}
