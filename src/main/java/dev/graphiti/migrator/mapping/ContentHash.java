package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of SHA-256 over a record's content, in hex. Every value has a mark of its type and its length in
 * front, and keys are sorted, so two contents meet only if they are equal but for the order of keys.
 */
public final class ContentHash {
    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    private ContentHash() {}

    public static String of(Fields fields) {
        ContentHash content = new ContentHash();
        content.addObject(fields.root());
        MessageDigest sha256 = Digests.sha256();
        sha256.update(content.buffer.flip());
        return Digests.shortHex(sha256);
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            mark('0');
        } else if (value instanceof String text) {
            mark('s');
            addText(text);
        } else if (value instanceof Long number) {
            mark('l').putLong(number);
        } else if (value instanceof Double number) {
            mark('d').putDouble(number);
        } else if (value instanceof Boolean truth) {
            mark(truth ? 't' : 'f');
        } else if (value instanceof Map<?, ?> map) {
            addObject(map);
        } else if (value instanceof List<?> list) {
            addList(list);
        } else {
            mark('?');
            addText(value.toString());
        }
    }

    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length + Integer.BYTES).putInt(bytes.length).put(bytes);
    }

    private void addObject(Map<?, ?> map) {
        mark('m').putInt(map.size());
        Object[] keys = map.keySet().toArray();
        Arrays.sort(keys);
        for (Object key : keys) {
            addText(String.valueOf(key));
            add(map.get(key));
        }
    }

    private void addList(List<?> list) {
        mark(list instanceof Numbers ? 'n' : 'a').putInt(list.size());
        if (list instanceof Numbers numbers) {
            numbers.putInto(room(list.size() * Double.BYTES));
        } else {
            for (Object item : list) {
                add(item);
            }
        }
    }

    /** Leaves room for a number behind the mark. */
    private ByteBuffer mark(char mark) {
        return room(1 + Long.BYTES).put((byte) mark);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(buffer.capacity() * 2, Math.addExact(buffer.position(), bytes));
            buffer = ByteBuffer.allocate(size).put(buffer.flip());
        }
        return buffer;
    }
}
