package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Attribute;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Rejection;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Relationships become facts. They have no type and no time; what they tell is their description. */
final class RelationshipRows implements TableMapping {
    static final String RELATIONSHIP = "relationship";

    private static final String PREDICATE = "RELATED_TO";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final Set<String> TOLD = Set.of(SOURCE, TARGET, "description", "text_unit_ids");

    private final Ends ends;

    RelationshipRows(Ends ends) {
        this.ends = ends;
    }

    @Override
    public References references(Row row, GroupNames names) {
        List<Ask> asks = new ArrayList<>(3);
        asks.add(names.ask(EntityRows.TITLED, row.textOr(SOURCE, ""), SOURCE));
        asks.add(names.ask(EntityRows.TITLED, row.textOr(TARGET, ""), TARGET));
        if (!row.outputHas(VectorRows.OF_RELATIONSHIPS)) {
            return new References(List.of(), asks);
        }
        asks.add(VectorRows.ask(names, VectorRows.OF_RELATIONSHIPS, row));
        return new References(List.of(names.offer(RELATIONSHIP, row.textOr("id", ""), Fields.EMPTY)), asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        String source = end(row, SOURCE);
        String target = end(row, TARGET);
        String id = row.id();
        String fact = product.fact(sentence(row.text("description"), source, target));
        GroupNames names = product.names();
        product.add(new EntityEdge(
                names.relationship(id),
                names.groupId(),
                ends.resolve(row, SOURCE, source, product),
                ends.resolve(row, TARGET, target, product),
                PREDICATE,
                fact,
                row.texts("text_unit_ids").stream().map(names::textUnit).toList(),
                Extras.of(row, TOLD, Attribute.RESERVED_OF_FACTS, product),
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
            throw new Rejection("no-end", "the column %s is empty; mend the row".formatted(column));
        }
        return title;
    }

    /** The description, if it names both ends: a fact is embedded and ranked by nothing but its sentence. */
    private static String sentence(@Nullable String description, String source, String target) {
        if (description == null) {
            return source + " is related to " + (source.equals(target) ? "itself" : target);
        }
        return names(description, source) && names(description, target)
                ? description
                : "%s: %s".formatted(source.equals(target) ? source : source + " and " + target, description);
    }

    static boolean names(String sentence, String title) {
        return sentence.toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT));
    }

    /** A vector is that of the description, so it fits only a fact that is just this. */
    private static @Nullable Embedding vector(Row row, String fact) {
        return fact.equals(row.text("description")) ? VectorRows.answered(row) : null;
    }
}
