package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.TypeLabel;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entities become entity nodes, mentioned by their text units and by the documents of these. They tell that they exist,
 * by title, and what they are called, by id.
 */
final class EntityRows implements TableMapping {
    static final String TITLED = "title";
    static final String ENTITY = "entity";
    static final String TITLE = "title";

    private static final Set<String> TOLD = Set.of(TITLE, "description", "text_unit_ids");

    private final Map<String, String> labels;

    EntityRows(Map<String, String> labels) {
        this.labels = labels;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        String title = row.text(TITLE);
        List<Offer> offers = title == null
                ? List.of()
                : List.of(
                        names.offer(TITLED, title, Fields.EMPTY),
                        names.offer(ENTITY, row.textOr("id", ""), Fields.of(TITLE, title)));
        List<Ask> asks = new ArrayList<>();
        if (row.outputHas("documents")) {
            row.texts("text_unit_ids").forEach(unit -> asks.add(names.ask(TextUnitRows.TEXT_UNIT, unit)));
        }
        if (row.outputHas(VectorRows.OF_ENTITIES)) {
            asks.add(VectorRows.ask(names, VectorRows.OF_ENTITIES, row));
        }
        return new References(offers, asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        String title = row.text(TITLE);
        String name = title == null ? "" : product.name(title);
        if (title == null || name.isEmpty()) {
            throw new MappingException(
                    "no-name", "the entity's title is empty; fix the row, because others refer to it by its title");
        }
        GraphRagIds names = product.names();
        product.add(new EntityNode(
                names.entity(title),
                names.groupId(),
                name,
                product.summary(row.textOr("description", "")),
                labels(row.text("type"), product),
                ExtraColumns.of(row, TOLD, Attribute.RESERVED_OF_ENTITIES, product),
                product.createdAt(),
                name.equals(title) ? VectorRows.answered(row) : null));
        mentions(row, product).forEach(episode -> product.addEdge(ElementKind.MENTIONS, episode, names.entity(title)));
        return product.mapped(row, title);
    }

    /** Of the type as it is, or as one of GraphRAG's older versions quoted it. */
    private List<String> labels(@Nullable String type, Product product) {
        if (type == null) {
            return List.of();
        }
        String plain = type.replace("\"", "").strip();
        String label = labels.getOrDefault(plain, plain);
        if (TypeLabel.losesLetters(label)) {
            product.note(Note.LABEL_CHANGED);
        }
        return TypeLabel.of(label).stream().toList();
    }

    private static Stream<String> mentions(Row row, Product product) {
        List<String> units = row.texts("text_unit_ids");
        return Stream.concat(
                units.stream().map(product.names()::textUnit),
                units.stream()
                        .flatMap(unit -> documents(row.answer(TextUnitRows.TEXT_UNIT + ":" + unit)))
                        .map(product.names()::document));
    }

    private static Stream<String> documents(@Nullable Map<String, @Nullable Object> unit) {
        return unit != null && unit.get(TextUnitRows.DOCUMENTS) instanceof List<?> documents
                ? documents.stream().map(String::valueOf)
                : Stream.of();
    }
}
