package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text units become episodes, at the time of their document. They tell entities which documents these are in. */
final class TextUnitRows implements TableMapping {
    static final String TEXT_UNIT = "text unit";
    static final String DOCUMENTS = "documents";

    /** Old versions do not number their text units; so much of an id tells them apart for a reader. */
    private static final int SHORT_ID = 8;

    private static final String RELATIONSHIP_IDS = "relationship_ids";
    private static final String CLAIM_IDS = "covariate_ids";
    private static final String DOCUMENT_IDS = "document_ids";

    private final EpisodeTimeReader clock;

    TextUnitRows(EpisodeTimeReader clock) {
        this.clock = clock;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        List<String> documents = row.texts(DOCUMENT_IDS);
        Fields told = Fields.of(DOCUMENTS, documents);
        List<Ask> asks = new ArrayList<>();
        if (row.outputHas("documents")) {
            documents.forEach(id -> asks.add(names.ask(DocumentRows.DOCUMENT, id)));
        }
        row.texts(RELATIONSHIP_IDS).forEach(id -> asks.add(names.ask(RelationshipRows.FACT, id)));
        row.texts(CLAIM_IDS).forEach(id -> asks.add(names.ask(ClaimRows.FACT, id)));
        return new References(List.of(names.offer(TEXT_UNIT, row.textOr("id", ""), told)), asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        String id = row.id();
        GraphRagIds names = product.names();
        List<Map<String, @Nullable Object>> documents = row.texts(DOCUMENT_IDS).stream()
                .map(document -> row.answer(DocumentRows.DOCUMENT + ":" + document))
                .filter(Objects::nonNull)
                .toList();
        String titles = documents.stream()
                .map(document -> document.get(DocumentRows.TITLE))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        String which = row.textOr(Row.HUMAN_READABLE_ID, EntityName.cut(id, SHORT_ID));
        product.add(
                new EpisodicNode(
                        names.textUnit(id),
                        names.groupId(),
                        product.name(titles.isEmpty() ? "Text unit " + which : titles + ", text unit " + which),
                        EpisodeSource.TEXT,
                        titles.isEmpty() ? "GraphRAG text unit" : "GraphRAG text unit of " + titles,
                        DocumentRows.content(row, product),
                        supported(row, names, product),
                        product.createdAt(),
                        clock.episode(time(documents), product)),
                number -> names.chunk("text_units", id, number));
        return product.mapped(row, id);
    }

    /** The facts that are made: not those of empty claims or of no row. */
    private static List<String> supported(Row row, GraphRagIds names, Product product) {
        return Stream.concat(
                        Support.of(row, RelationshipRows.FACT, row.texts(RELATIONSHIP_IDS), product).stream()
                                .map(names::relationship),
                        Support.of(row, ClaimRows.FACT, row.texts(CLAIM_IDS), product).stream()
                                .map(names::claim))
                .toList();
    }

    private static @Nullable Object time(List<Map<String, @Nullable Object>> documents) {
        return documents.stream()
                .map(document -> document.get(DocumentRows.TIME))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
