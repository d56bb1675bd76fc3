package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field of a record that holds a vector. */
final class VectorField {
    private static final String REASON = "bad-vector";

    private final String text;
    private final FieldPath path;

    VectorField(String path, TemplateContext context) {
        this.text = path;
        this.path = FieldPath.parse(path, context);
    }

    /** The vector, or null when the record has none; one that Neo4j's search would fail on rejects the record. */
    @Nullable
    Embedding read(Scope scope) {
        Object value = path.find(scope);
        if (value == null) {
            return null;
        }
        try {
            return new Embedding(floats(value));
        } catch (IllegalArgumentException e) {
            throw new MappingException(REASON, "the field %s: %s".formatted(text, e.getMessage()));
        }
    }

    private static float[] floats(Object value) {
        if (value instanceof Numbers numbers) {
            return numbers.toFloats();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("it is not a list of numbers but " + JsonText.abridged(value, 50));
        }
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw new IllegalArgumentException("the vector's component %d is not a number but %s"
                        .formatted(i, JsonText.abridged(list.get(i), 50)));
            }
            floats[i] = number.floatValue();
        }
        return floats;
    }
}
