package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Up to version 1 the nodes say in which community an entity is on each level. Where communities do not tell their
 * members or their parent themselves, nodes do: the community of the same entity one level up is the parent.
 */
final class NodeRows implements TableMapping {
    private static final String COMMUNITY = "community";
    private static final String NODE = "node";
    private static final String ABOVE = "above";
    private static final String FIRST = "first node of";

    @Override
    public References references(Row row, GraphRagIds names) {
        Long community = row.number(COMMUNITY);
        Long level = row.number("level");
        if (community == null || level == null || !row.outputHas("parent-nodes")) {
            return References.NONE;
        }
        String title = row.textOr("title", "");
        List<Offer> offers = new ArrayList<>(2);
        List<Ask> asks = new ArrayList<>(2);
        offers.add(names.offer(NODE, level + "\n" + title, Fields.of(COMMUNITY, community)));
        if (level > 0) {
            // One node of the community tells its parent, or there would be as many equal edges as nodes.
            offers.add(names.offer(FIRST, community.toString(), Fields.of("title", title)));
            asks.add(names.ask(FIRST, community.toString(), FIRST));
            asks.add(names.ask(NODE, (level - 1) + "\n" + title, ABOVE));
        }
        return new References(offers, asks);
    }

    @Override
    public Mapping map(Row row, Product product) {
        Long community = row.number(COMMUNITY);
        if (community == null) {
            return new Mapping.Skipped("node-without-community");
        }
        String title = row.textOr("title", "");
        GraphRagIds names = product.names();
        boolean tellsMember = row.outputHas("member-nodes");
        if (tellsMember) {
            product.addEdge(ElementKind.HAS_MEMBER, names.community(community), names.entity(title));
        }
        Long parent = parent(row, title);
        boolean tellsParent = parent != null && !parent.equals(community);
        if (parent != null && tellsParent) {
            product.addEdge(ElementKind.HAS_MEMBER, names.community(parent), names.community(community));
        }
        return tellsMember || tellsParent
                ? product.mapped(row, row.id())
                : new Mapping.Skipped("node-in-its-community");
    }

    private static @Nullable Long parent(Row row, String title) {
        Map<String, @Nullable Object> first = row.answer(FIRST);
        Map<String, @Nullable Object> above = row.answer(ABOVE);
        return first != null && above != null && title.equals(first.get("title")) ? (Long) above.get(COMMUNITY) : null;
    }
}
