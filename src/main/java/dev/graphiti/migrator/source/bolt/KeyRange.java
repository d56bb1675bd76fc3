package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceSplit;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys whose nodes are read.
 *
 * @param from the first key
 * @param to the first key behind it; null for all that come
 */
record KeyRange(KeySet keys, Object from, @Nullable Object to, long size) {
    static KeyRange parse(SourceSplit split) {
        String[] parts = split.spec().split(" ", -1);
        return new KeyRange(
                new KeySet(decode(parts[1]), decode(parts[2]), decode(parts[3])),
                KeyValue.read(parts[4]),
                parts[5].isEmpty() ? null : KeyValue.read(parts[5]),
                split.size());
    }

    boolean endsBefore(Object key) {
        return to != null && IndexOrder.INSTANCE.compare(key, to) >= 0;
    }

    SourceSplit split() {
        String end = to == null ? "" : KeyValue.write(to);
        return new SourceSplit(
                "%s.%s[%s,%s)".formatted(plain(keys.label()), plain(keys.key()), from, to == null ? "" : to),
                keys.label(),
                String.join(
                        " ",
                        "keys",
                        encode(keys.label()),
                        encode(keys.key()),
                        encode(keys.condition()),
                        KeyValue.write(from),
                        end),
                size);
    }

    /** Quoted where it could be taken for more than one name. */
    private static String plain(String name) {
        return name.contains(".") || name.contains("[") ? Cypher.name(name) : name;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
