package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.fields.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims become facts that hold from their start to their end. Most have no object; they lead from their subject to an
 * entity that stands for their type.
 */
final class ClaimRows implements TableMapping {
    /** What a row tells that becomes a fact. */
    static final String FACT = "fact of a claim";

    private static final String SUBJECT = "subject_id";
    private static final String OBJECT = "object_id";
    private static final Set<String> TOLD =
            Set.of("type", "description", SUBJECT, OBJECT, "start_date", "end_date", "text_unit_id", "document_ids");

    private final Ends ends;
    private final EpisodeTimeReader clock;

    ClaimRows(Ends ends, EpisodeTimeReader clock) {
        this.ends = ends;
        this.clock = clock;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        List<Ask> asks = new ArrayList<>(2);
        for (String column : List.of(SUBJECT, OBJECT)) {
            String title = row.given(column);
            if (title != null) {
                asks.add(names.ask(EntityRows.TITLED, title, column));
            }
        }
        textUnits(row).forEach(unit -> asks.add(names.ask(TextUnitRows.TEXT_UNIT, unit)));
        String id = row.textOr("id", "");
        boolean isFact = !id.isEmpty() && !isEmpty(row) && row.given(SUBJECT) != null;
        return new References(isFact ? List.of(names.offer(FACT, id, Fields.EMPTY)) : List.of(), asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        if (isEmpty(row)) {
            return new Mapping.Skipped("empty-claim");
        }
        String subject = row.given(SUBJECT);
        if (subject == null) {
            throw new MappingException("no-end", "the claim has no subject_id; fix the row");
        }
        String id = row.id();
        Instant start = clock.claim(row.text("start_date"), product);
        Instant end = clock.claim(row.text("end_date"), product);
        if (start != null && end != null && end.isBefore(start)) {
            product.note(Note.TIME_REVERSED);
        }
        GraphRagIds names = product.names();
        product.add(new EntityEdge(
                names.claim(id),
                names.groupId(),
                ends.resolve(row, SUBJECT, subject, product),
                object(row, product),
                product.name(type(row)),
                product.fact(sentence(row, subject)),
                Support.of(row, TextUnitRows.TEXT_UNIT, textUnits(row), product).stream()
                        .map(names::textUnit)
                        .toList(),
                ExtraColumns.of(row, TOLD, Attribute.RESERVED_OF_FACTS, product),
                product.createdAt(),
                start,
                // GraphRAG writes a single day as both: a fact that ends when it begins would never hold.
                Objects.equals(start, end) ? null : end,
                null,
                null,
                null));
        return product.mapped(row, id);
    }

    private static List<String> textUnits(Row row) {
        String unit = row.text("text_unit_id");
        return unit == null ? List.of() : List.of(unit);
    }

    /** What GraphRAG keeps of an answer of its model that it could not read. */
    private static boolean isEmpty(Row row) {
        return row.given("description") == null && row.given("type") == null;
    }

    private String object(Row row, Product product) {
        String object = row.given(OBJECT);
        return object == null ? Ends.claimType(type(row), product) : ends.resolve(row, OBJECT, object, product);
    }

    private static String type(Row row) {
        return Objects.requireNonNullElse(row.given("type"), "CLAIM");
    }

    /** What the claim says, with its subject, and with its status where it is not known to be true. */
    private static String sentence(Row row, String subject) {
        String description = row.given("description");
        String object = row.given(OBJECT);
        String told = description == null ? type(row) + (object == null ? "" : " " + object) : description;
        String whole = WordSearch.finds(told, subject) ? told : subject + ": " + told;
        return prefix(row.given("status")) + whole;
    }

    private static String prefix(@Nullable String status) {
        if ("FALSE".equalsIgnoreCase(status)) {
            return "Found false: ";
        }
        return "SUSPECTED".equalsIgnoreCase(status) ? "Suspected: " : "";
    }
}
