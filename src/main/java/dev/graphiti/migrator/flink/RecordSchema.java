package dev.graphiti.migrator.flink;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The components of a record and of every record within it, in the order in which they are written.
 *
 * @param types by simple class name: the components of a record as {@code name:type}; of a sealed interface the names of
 *     its records, of an enum those of its constants, each in the order of their tags
 */
record RecordSchema(Map<String, List<String>> types) implements Serializable {
    static final RecordSchema NONE = new RecordSchema(Map.of());

    static RecordSchema of(Class<?> root) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        collect(root, types);
        return new RecordSchema(types);
    }

    /** Whether a class is a record or a sealed interface that consists of what a schema can describe. */
    static boolean covers(Class<?> type) {
        return (type.isRecord() || type.isSealed()) && isDescribable(type, new HashSet<>());
    }

    private static boolean isDescribable(Type type, Set<Type> seen) {
        if (type instanceof ParameterizedType list) {
            return list.getRawType() == List.class && isDescribable(list.getActualTypeArguments()[0], seen);
        }
        if (!(type instanceof Class<?> of)) {
            return false;
        }
        if (RecordCodec.isWhole(of) || of.isEnum() || !seen.add(of)) {
            return true;
        }
        if (of.isRecord()) {
            return Arrays.stream(of.getRecordComponents())
                    .allMatch(component -> isDescribable(component.getGenericType(), seen));
        }
        return of.isSealed() && Arrays.stream(of.getPermittedSubclasses()).allMatch(one -> isDescribable(one, seen));
    }

    private static void collect(Type type, Map<String, List<String>> types) {
        if (type instanceof ParameterizedType list) {
            collect(list.getActualTypeArguments()[0], types);
            return;
        }
        if (!(type instanceof Class<?> of) || RecordCodec.isWhole(of) || types.containsKey(of.getSimpleName())) {
            return;
        }
        List<String> parts = new ArrayList<>();
        types.put(of.getSimpleName(), parts);
        if (of.isRecord()) {
            for (RecordComponent component : of.getRecordComponents()) {
                parts.add(part(component));
                collect(component.getGenericType(), types);
            }
        } else if (of.isSealed()) {
            for (Class<?> one : of.getPermittedSubclasses()) {
                parts.add(one.getSimpleName());
                collect(one, types);
            }
        } else if (of.isEnum()) {
            Arrays.stream(of.getEnumConstants()).forEach(constant -> parts.add(((Enum<?>) constant).name()));
        } else {
            throw new IllegalArgumentException(
                    of.getName() + " cannot travel; only records, sealed interfaces of records and enums can");
        }
    }

    static String part(RecordComponent component) {
        return component.getName() + ":" + name(component.getGenericType());
    }

    private static String name(Type type) {
        return type instanceof ParameterizedType list
                ? "List<" + name(list.getActualTypeArguments()[0]) + ">"
                : ((Class<?>) type).getSimpleName();
    }

    List<String> of(String simpleName) {
        List<String> parts = types.get(simpleName);
        if (parts == null) {
            throw new IllegalStateException("the schema of the state does not hold " + simpleName);
        }
        return parts;
    }

    /** Whether records of that schema can be read as records of this one: a component may come or go, not change its type. */
    boolean canRead(RecordSchema earlier) {
        for (Map.Entry<String, List<String>> type : earlier.types.entrySet()) {
            List<String> now = types.get(type.getKey());
            if (now == null || type.getValue().stream().anyMatch(part -> isOtherType(part, now))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOtherType(String part, List<String> now) {
        int colon = part.indexOf(':');
        return colon < 0
                ? !now.contains(part)
                : !now.contains(part) && now.stream().anyMatch(each -> each.startsWith(part.substring(0, colon + 1)));
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(types.size());
        for (Map.Entry<String, List<String>> type : types.entrySet()) {
            out.writeUTF(type.getKey());
            out.writeInt(type.getValue().size());
            for (String part : type.getValue()) {
                out.writeUTF(part);
            }
        }
    }

    static RecordSchema read(DataInputView in) throws IOException {
        int size = in.readInt();
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = in.readUTF();
            List<String> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(in.readUTF());
            }
            types.put(name, parts);
        }
        return new RecordSchema(types);
    }
}
