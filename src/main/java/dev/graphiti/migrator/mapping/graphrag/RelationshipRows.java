package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Relationships become facts. They have no type and no time; what they tell is their description. */
final class RelationshipRows implements TableMapping {
    static final String RELATIONSHIP = "relationship";

    /** What a row tells that becomes a fact. */
    static final String FACT = "fact of a relationship";

    private static final String PREDICATE = "RELATED_TO";
    private static final String TEXT_UNIT_IDS = "text_unit_ids";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final Set<String> TOLD = Set.of(SOURCE, TARGET, "description", TEXT_UNIT_IDS);

    private final Ends ends;

    RelationshipRows(Ends ends) {
        this.ends = ends;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        String id = row.textOr("id", "");
        String source = row.textOr(SOURCE, "");
        String target = row.textOr(TARGET, "");
        List<Ask> asks = new ArrayList<>();
        asks.add(names.ask(EntityRows.TITLED, source, SOURCE));
        asks.add(names.ask(EntityRows.TITLED, target, TARGET));
        row.texts(TEXT_UNIT_IDS).forEach(unit -> asks.add(names.ask(TextUnitRows.TEXT_UNIT, unit)));
        List<Offer> offers = new ArrayList<>(2);
        if (!id.isEmpty() && !source.isEmpty() && !target.isEmpty()) {
            offers.add(names.offer(FACT, id, Fields.EMPTY));
        }
        if (row.outputHas(VectorRows.OF_RELATIONSHIPS)) {
            asks.add(VectorRows.ask(names, VectorRows.OF_RELATIONSHIPS, row));
            offers.add(names.offer(RELATIONSHIP, id, Fields.EMPTY));
        }
        return new References(offers, asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        String source = end(row, SOURCE);
        String target = end(row, TARGET);
        String id = row.id();
        String fact = product.fact(sentence(row.text("description"), source, target));
        GraphRagIds names = product.names();
        product.add(new EntityEdge(
                names.relationship(id),
                names.groupId(),
                ends.resolve(row, SOURCE, source, product),
                ends.resolve(row, TARGET, target, product),
                PREDICATE,
                fact,
                Support.of(row, TextUnitRows.TEXT_UNIT, row.texts(TEXT_UNIT_IDS), product).stream()
                        .map(names::textUnit)
                        .toList(),
                ExtraColumns.of(row, TOLD, Attribute.RESERVED_OF_FACTS, product),
                product.createdAt(),
                null,
                null,
                null,
                null,
                vector(row, fact)));
        return product.mapped(row, id);
    }

    private static String end(Row row, String column) {
        String title = row.text(column);
        if (title == null) {
            throw new MappingException("no-end", "the column %s is empty; fix the row".formatted(column));
        }
        return title;
    }

    /** The description, if it names both ends: a fact is embedded and ranked by nothing but its sentence. */
    private static String sentence(@Nullable String description, String source, String target) {
        if (description == null) {
            return source + " is related to " + (source.equals(target) ? "itself" : target);
        }
        return WordSearch.finds(description, source) && WordSearch.finds(description, target)
                ? description
                : "%s: %s".formatted(source.equals(target) ? source : source + " and " + target, description);
    }

    /** A vector is that of the description, so it fits only a fact that is just this. */
    private static @Nullable Embedding vector(Row row, String fact) {
        return fact.equals(row.text("description")) ? VectorRows.answered(row) : null;
    }
}
