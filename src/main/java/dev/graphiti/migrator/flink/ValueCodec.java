package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.PropertyMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How a value is written and read. The form of a value never changes; another form gets another name. */
interface ValueCodec {
    void write(Object value, DataOutputView out) throws IOException;

    Object read(DataInputView in) throws IOException;

    /** Of what is written as a whole, by the simple name of its class. */
    Map<String, ValueCodec> WHOLE = Map.of(
            "String", of((value, out) -> StringValue.writeString((String) value, out), StringValue::readString),
            "boolean", of((value, out) -> out.writeBoolean((Boolean) value), DataInputView::readBoolean),
            "int", of((value, out) -> out.writeInt((Integer) value), DataInputView::readInt),
            "long", of((value, out) -> out.writeLong((Long) value), DataInputView::readLong),
            "Instant", of(ValueCodec::writeInstant, in -> Instant.ofEpochSecond(in.readLong(), in.readInt())),
            "Embedding", of(ValueCodec::writeVector, ValueCodec::readVector),
            "PropertyMap",
                    of(
                            (value, out) -> writeMap(((PropertyMap) value).values(), out),
                            in -> new PropertyMap(readMap(in))));

    /** Of components that cannot be null. */
    Map<Class<?>, Object> ZERO = Map.of(boolean.class, false, int.class, 0, long.class, 0L);

    /** Reads what the writer has written. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputView in) throws IOException;
    }

    /** Writes a value of its type. */
    @FunctionalInterface
    interface Writer {
        void write(Object value, DataOutputView out) throws IOException;
    }

    private static ValueCodec of(Writer writer, Reader<Object> reader) {
        return new ValueCodec() {
            @Override
            public void write(Object value, DataOutputView out) throws IOException {
                writer.write(value, out);
            }

            @Override
            public Object read(DataInputView in) throws IOException {
                return reader.read(in);
            }
        };
    }

    private static void writeInstant(Object value, DataOutputView out) throws IOException {
        Instant time = (Instant) value;
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    /** Its dimension and its floats in one piece, which Flink's own serializers write one by one. */
    private static void writeVector(Object value, DataOutputView out) throws IOException {
        float[] values = ((Embedding) value).values();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + values.length * Float.BYTES);
        bytes.putInt(values.length);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private static Embedding readVector(DataInputView in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    private static void writeMap(Map<?, ?> map, DataOutputView out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            StringValue.writeString((String) entry.getKey(), out);
            writeProperty(entry.getValue(), out);
        }
    }

    private static Map<String, Object> readMap(DataInputView in) throws IOException {
        Map<String, Object> map = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(StringValue.readString(in), readProperty(in));
        }
        return map;
    }

    private static void writeProperty(Object value, DataOutputView out) throws IOException {
        if (value instanceof String text) {
            out.writeByte('s');
            StringValue.writeString(text, out);
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 't' : 'f');
        } else if (value instanceof Map<?, ?> marked) {
            out.writeByte('m');
            writeMap(marked, out);
        } else if (value instanceof List<?> list) {
            out.writeByte('[');
            out.writeInt(list.size());
            for (Object item : list) {
                writeProperty(item, out);
            }
        } else {
            throw new IllegalArgumentException("a property is a "
                    + value.getClass().getName()
                    + "; only text, Long, Double, Boolean, lists and marked values can travel");
        }
    }

    private static Object readProperty(DataInputView in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case 's' -> StringValue.readString(in);
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 't' -> true;
            case 'f' -> false;
            case 'm' -> readMap(in);
            case '[' -> readList(in);
            default -> throw new IOException("a property has the unknown tag " + tag);
        };
    }

    private static List<Object> readList(DataInputView in) throws IOException {
        Object[] items = new Object[in.readInt()];
        for (int i = 0; i < items.length; i++) {
            items[i] = readProperty(in);
        }
        return List.of(items);
    }
}
