package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Communities become community nodes with the title and summary of their report, and have their entities as members;
 * one above has the one below as its member.
 */
final class CommunityRows implements TableMapping {
    static final String COMMUNITY = "community";
    static final String REPORT = "report";
    static final String PARENT = "parent";

    private static final String MEMBERS = "entity_ids";

    @Override
    public References references(Row row, GraphRagIds names) {
        String number = row.textOr(COMMUNITY, "");
        List<Ask> asks = new ArrayList<>();
        if (row.outputHas("community_reports")) {
            asks.add(names.ask(REPORT, number, REPORT));
        }
        row.texts(MEMBERS).forEach(id -> asks.add(names.ask(EntityRows.ENTITY, id)));
        return new References(List.of(names.offer(COMMUNITY, number, Fields.EMPTY)), asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        long number = number(row);
        Map<String, @Nullable Object> report = Objects.requireNonNullElse(row.answer(REPORT), Map.of());
        Object title = report.get(ReportRows.TITLE);
        Object summary = report.get(ReportRows.SUMMARY);
        add(
                row,
                title == null ? row.textOr("title", "Community " + number) : title.toString(),
                summary == null ? "" : summary.toString(),
                product);
        for (String id : row.texts(MEMBERS)) {
            addMember(row, number, id, product);
        }
        return product.mapped(row, Long.toString(number));
    }

    static long number(Row row) {
        Long number = row.number(COMMUNITY);
        if (number == null) {
            throw new MappingException("no-id", "the column community does not contain a number; fix the row");
        }
        return number;
    }

    static void add(Row row, String title, String summary, Product product) {
        String uuid = product.names().community(number(row));
        product.add(new CommunityNode(
                uuid,
                product.names().groupId(),
                product.name(title),
                product.summary(summary),
                product.createdAt(),
                null));
        Long parent = row.number(PARENT);
        if (parent != null) {
            product.addEdge(ElementKind.HAS_MEMBER, product.names().community(parent), uuid);
        }
    }

    /** An id of no entity leads nowhere, so that its edge, and not the community, is set aside. */
    private static void addMember(Row row, long number, String id, Product product) {
        Map<String, @Nullable Object> entity = row.answer(EntityRows.ENTITY + ":" + id);
        Object title = entity == null ? null : entity.get(EntityRows.TITLE);
        product.addEdge(
                ElementKind.HAS_MEMBER,
                product.names().community(number),
                product.names().entity(title == null ? "id " + id : title.toString()));
    }
}
