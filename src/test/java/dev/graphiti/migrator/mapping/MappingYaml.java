package dev.graphiti.migrator.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.graphiti.migrator.config.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code mapping} as a user writes it, without the niceties of the real reader. */
final class MappingYaml {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private MappingYaml() {}

    static Map<String, CollectionMapping> read(String yaml) {
        try {
            Map<?, ?> root = YAML.convertValue(YAML.readTree(yaml).required("mapping"), Map.class);
            Map<String, CollectionMapping> mappings = new LinkedHashMap<>();
            root.forEach((name, section) -> mappings.put(
                    (String) name, (CollectionMapping) record(CollectionMapping.class, (Map<?, ?>) section)));
            return mappings;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object record(Class<?> type, Map<?, ?> section) {
        RecordComponent[] components = type.getRecordComponents();
        Map<Object, Object> unread = new LinkedHashMap<>(section);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Setting setting = components[i].getAnnotation(Setting.class);
            String key = setting.key().isEmpty() ? kebab(components[i].getName()) : setting.key();
            Object value = unread.remove(key);
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (value == null && !setting.defaultValue().isEmpty()) {
                value = scalar(setting.defaultValue());
            }
            values[i] = value == null && nullable ? null : value(components[i].getGenericType(), value);
        }
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no keys " + unread.keySet());
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object scalar(String yaml) {
        try {
            return YAML.readValue(yaml, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object value(Type type, @Nullable Object value) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            List<?> list = value == null ? List.of() : (List<?>) value;
            return list.stream()
                    .map(item -> value(generic.getActualTypeArguments()[0], item))
                    .toList();
        }
        if (type instanceof ParameterizedType generic) {
            Map<Object, Object> map = new LinkedHashMap<>();
            (value == null ? Map.of() : (Map<?, ?>) value)
                    .forEach((key, item) -> map.put(key, value(generic.getActualTypeArguments()[1], item)));
            return map;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, value == null ? Map.of() : (Map<?, ?>) value);
        }
        if (value == null) {
            throw new IllegalArgumentException("a required value is missing");
        }
        if (plain.isEnum()) {
            return Enum.valueOf(
                    (Class) plain, value.toString().toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        return plain == String.class ? value.toString() : value;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
