package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A snapshot's vectors go into the elements that they belong to. */
final class VectorRows implements TableMapping {
    static final String OF_ENTITIES = "entity_vectors";
    static final String OF_RELATIONSHIPS = "relationship_vectors";

    private static final String VECTOR = "vector";
    private static final String OWNER = "owner";

    private final String table;
    private final String owner;

    /** @param owner what the vectors belong to, as its rows offer themselves */
    VectorRows(String table, String owner) {
        this.table = table;
        this.owner = owner;
    }

    static Ask ask(GraphRagIds names, String table, Row row) {
        return names.ask(table, row.textOr("id", ""), VECTOR);
    }

    /** The vector that a row was given; one that would break searches rejects it. */
    static @Nullable Embedding answered(Row row) {
        Map<String, @Nullable Object> answer = row.answer(VECTOR);
        Object value = answer == null ? null : answer.get(VECTOR);
        try {
            return value == null ? null : new Embedding(floats(value));
        } catch (IllegalArgumentException e) {
            throw new MappingException("bad-vector", "the vector in its snapshot is unusable: " + e.getMessage());
        }
    }

    private static float[] floats(Object value) {
        if (value instanceof Numbers numbers) {
            return numbers.toFloats();
        }
        List<?> list = value instanceof List<?> items ? items : List.of();
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i) instanceof Number number ? number.floatValue() : Float.NaN;
        }
        return floats;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        String id = row.textOr("id", "");
        return new References(
                List.of(names.offer(table, id, Fields.of(VECTOR, row.at("embedding")))),
                List.of(names.ask(owner, id, OWNER)));
    }

    @Override
    public Mapping map(Row row, Product product) {
        if (row.wasAnswered() && row.answer(OWNER) == null) {
            throw new MappingException(
                    "dangling-vector", "the vector belongs to no row of the %s table".formatted(owner));
        }
        return new Mapping.Skipped("vector-in-its-" + owner);
    }
}
