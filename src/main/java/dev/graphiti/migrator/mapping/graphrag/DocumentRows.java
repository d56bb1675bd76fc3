package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents become episodes. They tell their text units when they happened. */
final class DocumentRows implements TableMapping {
    static final String DOCUMENT = "document";
    static final String TITLE = "title";
    static final String TIME = "time";

    private static final int MAX_METADATA = 1_000;
    private static final Set<String> TOLD = Set.of("id", Row.HUMAN_READABLE_ID, TITLE, "text", "text_unit_ids");

    private final EpisodeTimeReader clock;

    DocumentRows(EpisodeTimeReader clock) {
        this.clock = clock;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        String id = row.textOr("id", "");
        Fields told = Fields.of(TITLE, row.text(TITLE), TIME, row.at(clock.field()));
        return new References(List.of(names.offer(DOCUMENT, id, told)), List.of());
    }

    @Override
    public Mapping map(Row row, Product product) {
        String id = row.id();
        product.add(
                new EpisodicNode(
                        product.names().document(id),
                        product.names().groupId(),
                        product.name(row.textOr(TITLE, "Document " + id)),
                        EpisodeSource.TEXT,
                        description(row, product),
                        content(row, product),
                        List.of(),
                        product.createdAt(),
                        clock.episode(row.at(clock.field()), product)),
                number -> product.names().chunk("documents", id, number));
        return product.mapped(row, id);
    }

    /** An episode has no place for metadata but its description. */
    private String description(Row row, Product product) {
        Map<String, @Nullable Object> metadata = row.columns();
        metadata.keySet().removeAll(TOLD);
        metadata.remove(clock.field());
        metadata.values().removeIf(Objects::isNull);
        if (metadata.isEmpty()) {
            return "GraphRAG document";
        }
        String json = JsonText.whole(metadata);
        if (json.length() > MAX_METADATA) {
            product.note(Note.METADATA_CUT);
        }
        return "GraphRAG document " + EntityName.sound(EntityName.cut(json, MAX_METADATA), product::note);
    }

    static String content(Row row, Product product) {
        return EntityName.sound(row.textOr("text", ""), product::note);
    }
}
