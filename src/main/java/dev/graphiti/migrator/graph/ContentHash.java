package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.model.Embedding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of what an element says: labels, all properties but {@code created_at} (which tells the run, not the
 * source), the ends of an edge, and the vector's 32-bit floats. The first 128 bits of SHA-256, in hex.
 */
final class ContentHash {
    private final MessageDigest sha256;

    ContentHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String of(ElementRow row) {
        sha256.reset();
        text(row.kind().graphName());
        row.labels().stream().sorted().forEach(this::text);
        row.properties().forEach((name, value) -> {
            if (!name.equals("created_at")) {
                text(name);
                value(value);
            }
        });
        if (row.sourceUuid() != null && row.targetUuid() != null) {
            text(row.sourceUuid());
            text(row.targetUuid());
        }
        if (row.embedding() != null) {
            vector(row.embedding());
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    private void value(Object value) {
        if (value instanceof List<?> list) {
            sha256.update((byte) '[');
            list.forEach(this::value);
            sha256.update((byte) ']');
        } else if (value instanceof OffsetDateTime time) {
            text("t" + time.toInstant());
        } else if (value instanceof String string) {
            text("s" + string);
        } else if (value instanceof Boolean bool) {
            text("b" + bool);
        } else if (value instanceof Double || value instanceof Float) {
            text("d" + ((Number) value).doubleValue());
        } else {
            text("i" + value);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((byte) (bytes.length >>> 24));
        sha256.update((byte) (bytes.length >>> 16));
        sha256.update((byte) (bytes.length >>> 8));
        sha256.update((byte) bytes.length);
        sha256.update(bytes);
    }

    private void vector(Embedding embedding) {
        float[] values = embedding.values();
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        sha256.update(bytes);
    }
}
