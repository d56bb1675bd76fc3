package dev.graphiti.migrator.flink;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record component by component: a bit for each that is null, then the others. A record of a sealed interface and
 * a constant of an enum have a tag of one byte before them. Writes what the classes are now; reads what a
 * {@link RecordSchema} says that was written: of components that are gone nothing is kept, and those that were not there
 * are null, or zero.
 */
final class RecordCodec {
    private static final int MOST_COMPONENTS = Integer.SIZE;

    private final RecordSchema written;
    private final Map<String, ValueCodec> codecs = new HashMap<>();
    private final ValueCodec root;

    RecordCodec(Class<?> type, RecordSchema written) {
        this.written = written;
        this.root = codec(type);
    }

    static boolean isWhole(Class<?> type) {
        return ValueCodec.WHOLE.containsKey(type.getSimpleName());
    }

    void write(Object value, DataOutputView out) throws IOException {
        root.write(value, out);
    }

    Object read(DataInputView in) throws IOException {
        return root.read(in);
    }

    private ValueCodec codec(Type type) {
        if (type instanceof ParameterizedType list) {
            return new ListCodec(codec(list.getActualTypeArguments()[0]));
        }
        Class<?> of = (Class<?>) type;
        String name = of.getSimpleName();
        ValueCodec known = ValueCodec.WHOLE.getOrDefault(name, codecs.get(name));
        if (known == null) {
            known = made(of, name);
            codecs.put(name, known);
        }
        return known;
    }

    private ValueCodec made(Class<?> of, String name) {
        if (of.isRecord()) {
            return new ComponentsCodec(of, written.of(name));
        }
        return of.isEnum() ? new EnumCodec(of, written.of(name)) : new SealedCodec(of, written.of(name));
    }

    /** By the name that a schema has for a type. */
    private ValueCodec named(String type) {
        if (type.startsWith("List<")) {
            return new ListCodec(named(type.substring(5, type.length() - 1)));
        }
        ValueCodec known = ValueCodec.WHOLE.getOrDefault(type, codecs.get(type));
        if (known == null) {
            throw new IllegalStateException("records of the unknown type " + type + " cannot be read");
        }
        return known;
    }

    private record ListCodec(ValueCodec items) implements ValueCodec {
        @Override
        public void write(Object value, DataOutputView out) throws IOException {
            List<?> list = (List<?>) value;
            out.writeInt(list.size());
            for (Object item : list) {
                items.write(item, out);
            }
        }

        @Override
        public Object read(DataInputView in) throws IOException {
            Object[] values = new Object[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = items.read(in);
            }
            return List.of(values);
        }
    }

    private static final class EnumCodec implements ValueCodec {
        private final Map<Object, Integer> tags = new HashMap<>();
        private final Object[] constants;

        EnumCodec(Class<?> type, List<String> names) {
            Map<String, Object> byName = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                byName.put(((Enum<?>) constant).name(), constant);
                tags.put(constant, tags.size());
            }
            this.constants = names.stream().map(byName::get).toArray();
        }

        @Override
        public void write(Object value, DataOutputView out) throws IOException {
            out.writeByte(Objects.requireNonNull(tags.get(value)));
        }

        @Override
        public Object read(DataInputView in) throws IOException {
            return constants[in.readByte()];
        }
    }

    private final class SealedCodec implements ValueCodec {
        private final Map<Class<?>, Integer> tags = new HashMap<>();
        private final ValueCodec[] writers;
        private final ValueCodec[] readers;

        SealedCodec(Class<?> type, List<String> names) {
            Class<?>[] records = type.getPermittedSubclasses();
            writers = new ValueCodec[records.length];
            for (int i = 0; i < records.length; i++) {
                if (names.contains(records[i].getSimpleName())) {
                    writers[i] = codec(records[i]);
                    tags.put(records[i], i);
                }
            }
            readers = names.stream().map(RecordCodec.this::named).toArray(ValueCodec[]::new);
        }

        @Override
        public void write(Object value, DataOutputView out) throws IOException {
            int tag = Objects.requireNonNull(tags.get(value.getClass()));
            out.writeByte(tag);
            writers[tag].write(value, out);
        }

        @Override
        public Object read(DataInputView in) throws IOException {
            return readers[in.readByte()].read(in);
        }
    }

    private final class ComponentsCodec implements ValueCodec {
        private final MethodHandle constructor;
        private final MethodHandle[] accessors;
        private final ValueCodec[] writers;
        private final @Nullable Object[] absent;
        private final ValueCodec[] readers;
        /** The component that is read; negative for one that the record no longer has. */
        private final int[] places;

        ComponentsCodec(Class<?> type, List<String> parts) {
            RecordComponent[] components = type.getRecordComponents();
            if (components.length > MOST_COMPONENTS || parts.size() > MOST_COMPONENTS) {
                throw new IllegalArgumentException(type + " has too many components to travel");
            }
            writers = new ValueCodec[components.length];
            accessors = new MethodHandle[components.length];
            absent = new Object[components.length];
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < components.length; i++) {
                writers[i] = codec(components[i].getGenericType());
                accessors[i] = accessor(components[i]);
                absent[i] = ValueCodec.ZERO.get(components[i].getType());
                places.put(components[i].getName(), i);
            }
            constructor = constructor(type, components);
            readers = new ValueCodec[parts.size()];
            this.places = new int[parts.size()];
            for (int i = 0; i < readers.length; i++) {
                int colon = parts.get(i).indexOf(':');
                readers[i] = named(parts.get(i).substring(colon + 1));
                this.places[i] = places.getOrDefault(parts.get(i).substring(0, colon), -1);
            }
        }

        @Override
        public void write(Object value, DataOutputView out) throws IOException {
            Object[] values = new Object[accessors.length];
            int nulls = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = call(accessors[i], value);
                nulls |= values[i] == null ? 1 << i : 0;
            }
            out.writeInt(nulls);
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    writers[i].write(values[i], out);
                }
            }
        }

        @Override
        public Object read(DataInputView in) throws IOException {
            @Nullable Object[] values = absent.clone();
            int nulls = in.readInt();
            for (int i = 0; i < readers.length; i++) {
                Object value = (nulls & 1 << i) == 0 ? readers[i].read(in) : null;
                if (places[i] >= 0) {
                    values[places[i]] = value;
                }
            }
            return call(constructor, values);
        }

        private static Object call(MethodHandle handle, Object argument) {
            try {
                return handle.invokeExact(argument);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a record declares no checked exception", e);
            }
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
