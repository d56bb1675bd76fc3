package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A fingerprint of what an element says: labels in any order, all properties but {@code created_at} (which tells the
 * run, not the source), the ends of an edge, and the vector's 32-bit floats. The first 128 bits of SHA-256, in hex.
 *
 * <p>Every part is hashed with its length or count in front, so that no two different elements read the same.
 */
public final class ContentHash {
    private final MessageDigest sha256 = Digests.sha256();
    /** Many short parts are gathered first: a digest takes them one by one much more slowly. */
    private ByteBuffer parts = ByteBuffer.allocate(4096);

    public String of(ElementRow row) {
        parts.clear();
        text(row.kind().graphName());
        count(row.labels().size());
        row.labels().stream().sorted().forEach(this::text);
        properties(row);
        if (row.sourceUuid() != null && row.targetUuid() != null) {
            text(row.sourceUuid());
            text(row.targetUuid());
        }
        if (row.embedding() != null) {
            vector(row.embedding());
        }
        sha256.reset();
        sha256.update(parts.flip());
        return Digests.shortHex(sha256);
    }

    private void properties(ElementRow row) {
        // An entity's labels stand among its properties again, and there their order would count.
        Set<String> apart = row.kind() == ElementKind.ENTITY ? Set.of("created_at", "labels") : Set.of("created_at");
        int hashed = row.properties().size();
        for (String name : apart) {
            hashed -= row.properties().containsKey(name) ? 1 : 0;
        }
        count(hashed);
        row.properties().forEach((name, value) -> {
            if (!apart.contains(name)) {
                text(name);
                value(value);
            }
        });
    }

    private void value(Object value) {
        if (value instanceof List<?> list) {
            room(1).put((byte) '[');
            count(list.size());
            list.forEach(this::value);
        } else if (value instanceof byte[] bytes) {
            text('x', HexFormat.of().formatHex(bytes));
        } else if (value instanceof OffsetDateTime time) {
            text('t', time.toInstant().toString());
        } else if (value instanceof String string) {
            text('s', string);
        } else if (value instanceof Boolean bool) {
            text('b', bool.toString());
        } else if (value instanceof Double || value instanceof Float) {
            text('d', Double.toString(((Number) value).doubleValue()));
        } else {
            text('i', value.toString());
        }
    }

    /** A value: the mark of its type, then its text. */
    private void text(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(1 + bytes.length);
        room(1 + bytes.length).put((byte) type).put(bytes);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(bytes.length);
        room(bytes.length).put(bytes);
    }

    private void count(int count) {
        room(Integer.BYTES).putInt(count);
    }

    private void vector(Embedding embedding) {
        float[] values = embedding.values();
        count(values.length);
        ByteBuffer room = room(Float.BYTES * values.length);
        room.asFloatBuffer().put(values);
        room.position(room.position() + Float.BYTES * values.length);
    }

    private ByteBuffer room(int bytes) {
        if (parts.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * parts.capacity(), parts.position() + bytes));
            parts = larger.put(parts.flip());
        }
        return parts;
    }
}
