package dev.graphiti.migrator.source.weaviate.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a property of a class holds.
 *
 * @param kind a reference where the classes that it may lead to are named
 * @param many whether it is a list of that
 * @param targets the classes that a reference may lead to
 * @param nested the properties of an object
 */
public record PropertyType(Kind kind, boolean many, List<String> targets, Map<String, PropertyType> nested) {
    /** The kinds of values that are told apart here. */
    public enum Kind {
        TEXT,
        INT,
        NUMBER,
        BOOLEAN,
        BLOB,
        GEO,
        PHONE,
        OBJECT,
        REFERENCE,
        /** A type that is newer than this program: its values are kept as they are. */
        OTHER
    }

    public PropertyType {
        targets = List.copyOf(targets);
        nested = Map.copyOf(nested);
    }

    /** The type that the schema names so; a name with a capital letter in front is that of a class. */
    static PropertyType of(List<String> names, Map<String, PropertyType> nested) {
        String first = names.isEmpty() ? "" : names.get(0);
        if (!first.isEmpty() && Character.isUpperCase(first.charAt(0))) {
            return new PropertyType(Kind.REFERENCE, true, names, Map.of());
        }
        boolean many = first.endsWith("[]");
        String single = many ? first.substring(0, first.length() - 2) : first;
        return new PropertyType(kind(single), many, List.of(), nested);
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "text", "string", "date", "uuid", "blobHash" -> Kind.TEXT;
            case "int" -> Kind.INT;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "blob" -> Kind.BLOB;
            case "geoCoordinates" -> Kind.GEO;
            case "phoneNumber" -> Kind.PHONE;
            case "object" -> Kind.OBJECT;
            default -> Kind.OTHER;
        };
    }

    /** As messages call it. */
    public String words() {
        if (kind == Kind.REFERENCE) {
            return "a reference to " + String.join(" or ", targets);
        }
        return kind.name().toLowerCase(Locale.ROOT) + (many ? "[]" : "");
    }
}
