package dev.graphiti.migrator.source.fields;

import dev.graphiti.migrator.flink.SingletonTypeInfo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes {@link Fields} as a tree of tagged values. A new kind of value gets a new tag; a tag never changes. */
public final class FieldsSerializer extends TypeSerializerSingleton<Fields> {
    /** Found by Flink through the annotation on {@link Fields}; without it they would fall to Kryo. */
    public static final class Factory extends TypeInfoFactory<Fields> {
        @Override
        public TypeInformation<Fields> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new SingletonTypeInfo<>(Fields.class, new FieldsSerializer());
        }
    }

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte LONG = 3;
    private static final byte DOUBLE = 4;
    private static final byte STRING = 5;
    private static final byte LIST = 6;
    private static final byte MAP = 7;
    private static final byte NUMBERS = 8;
    private static final byte EXACT = 9;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Fields createInstance() {
        return Fields.EMPTY;
    }

    @Override
    public Fields copy(Fields from) {
        return from;
    }

    @Override
    public Fields copy(Fields from, Fields reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Fields fields, DataOutputView out) throws IOException {
        writeMap(fields.root(), out);
    }

    @Override
    public Fields deserialize(DataInputView in) throws IOException {
        return new Fields(readMap(in));
    }

    @Override
    public Fields deserialize(Fields reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView from, DataOutputView to) throws IOException {
        serialize(deserialize(from), to);
    }

    @Override
    public TypeSerializerSnapshot<Fields> snapshotConfiguration() {
        return new FieldsSerializerSnapshot();
    }

    private static void writeMap(Map<?, ?> map, DataOutputView out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            StringValue.writeString((String) entry.getKey(), out);
            writeValue(entry.getValue(), out);
        }
    }

    private static void writeValue(@Nullable Object value, DataOutputView out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof String text) {
            out.writeByte(STRING);
            StringValue.writeString(text, out);
        } else if (value instanceof ExactNumber number) {
            out.writeByte(EXACT);
            StringValue.writeString(number.digits(), out);
        } else {
            writeNested(value, out);
        }
    }

    private static void writeNested(Object value, DataOutputView out) throws IOException {
        if (value instanceof Numbers numbers) {
            out.writeByte(NUMBERS);
            out.writeInt(numbers.size());
            for (int i = 0; i < numbers.size(); i++) {
                out.writeDouble(numbers.at(i));
            }
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeInt(list.size());
            for (Object item : list) {
                writeValue(item, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            writeMap(map, out);
        } else {
            throw new IllegalArgumentException(
                    "a field of a record is a " + value.getClass().getName()
                            + "; only text, numbers as Long or Double, booleans, lists and maps can travel");
        }
    }

    private static Map<String, @Nullable Object> readMap(DataInputView in) throws IOException {
        int size = in.readInt();
        Map<String, @Nullable Object> map = new LinkedHashMap<>(size * 4 / 3 + 1);
        for (int i = 0; i < size; i++) {
            map.put(StringValue.readString(in), readValue(in));
        }
        return map;
    }

    private static @Nullable Object readValue(DataInputView in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case STRING -> StringValue.readString(in);
            case LIST -> readList(in);
            case MAP -> readMap(in);
            case NUMBERS -> readNumbers(in);
            case EXACT -> new ExactNumber(StringValue.readString(in));
            default -> throw new IOException("a field of a record has the unknown tag " + tag);
        };
    }

    private static List<@Nullable Object> readList(DataInputView in) throws IOException {
        int size = in.readInt();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(readValue(in));
        }
        return list;
    }

    private static Numbers readNumbers(DataInputView in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return new Numbers(values);
    }
}
