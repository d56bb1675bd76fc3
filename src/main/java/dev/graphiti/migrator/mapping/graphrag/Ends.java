package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.PropertyMap;
import java.util.List;
import java.util.Locale;

/** The ends of facts, which rows name by title. */
final class Ends {
    private static final String STUB = "Stub";

    private final GraphRagRules.Dangling dangling;

    Ends(GraphRagRules.Dangling dangling) {
        this.dangling = dangling;
    }

    /**
     * The uuid of the entity that a column names.
     *
     * @throws MappingException when there is none, and none is to be made
     */
    String resolve(Row row, String column, String title, Product product) {
        String uuid = product.names().entity(title);
        boolean isKnown = !row.wasAnswered() || row.answer(column) != null;
        if (isKnown) {
            return uuid;
        }
        String name = product.name(title);
        if (dangling == GraphRagRules.Dangling.DEAD_LETTER || name.isEmpty()) {
            throw new MappingException(
                    "dangling-end",
                    "%s is '%s', which is not the title of an entity; add the entity, or set source.dangling to stub-entity"
                            .formatted(column, EntityName.cut(name, 200)));
        }
        product.note(Note.STUB_END);
        product.add(node(uuid, name, STUB, product));
        return uuid;
    }

    /** The entity that stands for a type of claims. */
    static String claimType(String type, Product product) {
        String name = product.name(type);
        String uuid = product.names().claimType(EntityName.normalize(name));
        product.add(node(uuid, name.toUpperCase(Locale.ROOT), GraphRagIds.CLAIM_TYPE, product));
        return uuid;
    }

    private static EntityNode node(String uuid, String name, String label, Product product) {
        return new EntityNode(
                uuid, product.names().groupId(), name, "", List.of(label), PropertyMap.NONE, product.createdAt(), null);
    }
}
