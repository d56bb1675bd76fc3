package dev.graphiti.migrator.config;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All records of a shape, each once, in the order in which they are met; a record may contain itself. */
final class Sections {
    static final String TYPE = "type";

    private final ConfigShape<?> shape;
    private final Map<Class<?>, Section> byType = new LinkedHashMap<>();

    Sections(ConfigShape<?> shape) {
        this.shape = shape;
        add(shape.root(), "", "");
    }

    /** The value of {@code type} that chooses a record; every variant of a shape has one. */
    static String variantName(Class<?> variant) {
        return Objects.requireNonNull(variant.getAnnotation(Variant.class)).value();
    }

    Section root() {
        return of(shape.root());
    }

    Section of(Class<?> type) {
        Section section = byType.get(type);
        if (section == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " is not part of this configuration");
        }
        return section;
    }

    Collection<Section> all() {
        return byType.values();
    }

    /** Whether a user must write the key. */
    boolean isRequired(Key key) {
        return isRequired(key, new HashSet<>());
    }

    private boolean isRequired(Key key, Set<Class<?>> above) {
        if (key.nullable() || key.defaultText() != null) {
            return false;
        }
        if (key.type() instanceof ValueType.Nested nested) {
            if (!above.add(nested.type())) {
                return true; // a record that must contain itself cannot come from defaults
            }
            boolean required = of(nested.type()).keys().stream().anyMatch(inner -> isRequired(inner, above));
            above.remove(nested.type());
            return required;
        }
        return key.type() instanceof Scalar || key.type() instanceof ValueType.OneOf;
    }

    private void add(Class<?> type, String path, String description) {
        if (byType.containsKey(type)) {
            return;
        }
        Variant variant = type.getAnnotation(Variant.class);
        String place = variant == null ? path : path + "(" + variant.value() + ")";
        String meaning = variant == null ? description : variant.description();
        List<Key> keys = new ArrayList<>();
        byType.put(type, new Section(type, place, meaning, variant == null ? null : variant.value(), keys));
        for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedType annotated = component.getAnnotatedType();
            ValueType value = valueType(component.getGenericType(), describe(component));
            keys.add(Key.of(component, value, annotated.isAnnotationPresent(Nullable.class)));
        }
        checkNames(of(type));
        keys.forEach(key -> addBelow(key.type(), Section.below(place, key.name()), key.description()));
    }

    private void addBelow(ValueType type, String path, String description) {
        if (type instanceof ValueType.ListOf list) {
            addBelow(list.item(), path + "[]", description);
        } else if (type instanceof ValueType.MapOf map) {
            addBelow(map.item(), path + ".<name>", description);
        } else if (type instanceof ValueType.Nested nested) {
            add(nested.type(), path, description);
        } else if (type instanceof ValueType.OneOf oneOf) {
            oneOf.variants().forEach(variant -> add(variant, path, description));
        }
    }

    private ValueType valueType(Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ValueType.ListOf(valueType(arguments[0], where));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new ValueType.MapOf(valueType(arguments[1], where));
            }
        } else if (type instanceof Class<?> plain) {
            return valueType(plain, where);
        }
        throw new IllegalArgumentException(where + " has a type that no YAML value is read into: " + type);
    }

    private ValueType valueType(Class<?> type, String where) {
        Scalar scalar = Scalar.of(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isRecord() && !type.isAnnotationPresent(Variant.class)) {
            return new ValueType.Nested(type);
        }
        if (type.isInterface()) {
            return new ValueType.OneOf(type, variantsOf(type, where));
        }
        throw new IllegalArgumentException(where + " has a type that no YAML value is read into: " + type.getName());
    }

    private List<Class<?>> variantsOf(Class<?> type, String where) {
        List<Class<?>> variants = shape.variants().get(type);
        if (variants == null) {
            variants = type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of();
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(where + ": name the variants of " + type.getSimpleName());
        }
        Set<String> names = new HashSet<>();
        for (Class<?> variant : variants) {
            Variant annotation = variant.getAnnotation(Variant.class);
            if (!variant.isRecord() || annotation == null) {
                throw new IllegalArgumentException(variant.getSimpleName() + " must be a record with @Variant");
            }
            if (!names.add(annotation.value())) {
                throw new IllegalArgumentException(where + " has two variants '" + annotation.value() + "'");
            }
        }
        return variants;
    }

    /** The first of equal names would hide the others. */
    private static void checkNames(Section section) {
        Set<String> names = new HashSet<>();
        if (section.variant() != null) {
            names.add(TYPE);
        }
        for (String name : section.keyNames()) {
            if (!names.add(name)) {
                throw new IllegalArgumentException(section.type().getSimpleName() + " has two keys '" + name + "'");
            }
        }
    }

    private static String describe(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }
}
