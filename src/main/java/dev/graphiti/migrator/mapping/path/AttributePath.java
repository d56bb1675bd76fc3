package dev.graphiti.migrator.mapping.path;

/**
 * A path to fields that are kept as attributes.
 *
 * @param text as it is written
 * @param key the attribute's name; empty where the fields inside keep their own
 * @param spread whether all fields inside are meant, without the prefix
 */
public record AttributePath(FieldPath path, String text, String key, boolean spread) {
    /** Means all fields. */
    public static final String ALL = "*";

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is not a path, or a path that names no field
     */
    public static AttributePath parse(String text, TemplateContext context) {
        if (text.equals(ALL)) {
            return new AttributePath(FieldPath.wholeRecord(), "", "", true);
        }
        if (text.endsWith("." + ALL)) {
            String outer = text.substring(0, text.length() - 2);
            FieldPath path = FieldPath.parse(outer.isEmpty() ? "." : outer, context);
            return new AttributePath(path, outer + ".", "", true);
        }
        FieldPath path = FieldPath.parse(text, context);
        String key = text.startsWith("@")
                ? text.substring(1)
                : text.equals(FieldPath.KEY) ? "key" : String.join("_", path.names());
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "the attribute path '%s' names no field; write .* for all of the item".formatted(text));
        }
        return new AttributePath(path, text, key, false);
    }
}
