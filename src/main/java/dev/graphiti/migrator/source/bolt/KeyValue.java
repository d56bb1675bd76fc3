package dev.graphiti.migrator.source.bolt;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A key, a text or a number, as one word: {@code t:..}, {@code i:..} or {@code f:..}. */
final class KeyValue {
    private KeyValue() {}

    static String write(Object key) {
        if (key instanceof Long number) {
            return "i:" + number;
        }
        return key instanceof Double number
                ? "f:" + number
                : "t:" + URLEncoder.encode(key.toString(), StandardCharsets.UTF_8);
    }

    static Object read(String word) {
        String value = word.substring(2);
        return switch (word.charAt(0)) {
            case 'i' -> Long.parseLong(value);
            case 'f' -> Double.parseDouble(value);
            default -> URLDecoder.decode(value, StandardCharsets.UTF_8);
        };
    }
}
