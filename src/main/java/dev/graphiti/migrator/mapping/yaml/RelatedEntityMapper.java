package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.config.RelatedMapping;
import dev.graphiti.migrator.mapping.coverage.MappingCoverage;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.Item;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.model.Identity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one kind of related entities of a record, compiled: from values, or as references to other records. */
final class RelatedEntityMapper {
    private final String localName;
    /** Its name among the rules of the mapping. */
    private final String rule;

    private final @Nullable ItemPath each;
    private final @Nullable Template id;
    private final @Nullable Template collection;
    /** The name of a referenced entity in the texts of facts, if the record has it. */
    private final @Nullable Template referenceName;

    private final @Nullable EntityMapper nodes;

    RelatedEntityMapper(String localName, RelatedMapping mapping) {
        String eachPath = mapping.each();
        String idText = mapping.id();
        String collectionText = mapping.collection();
        String nameText = mapping.name();
        TemplateContext context = eachPath == null ? TemplateContext.RECORD : TemplateContext.ITEM;
        this.localName = localName;
        this.rule = MappingCoverage.related(localName);
        this.each = eachPath == null ? null : ItemPath.parse(eachPath);
        this.id = idText == null ? null : Template.value(idText, context);
        this.collection = collectionText == null ? null : Template.text(collectionText, context);
        this.referenceName = collectionText == null || nameText == null ? null : Template.value(nameText, context);
        this.nodes = collectionText == null ? nodes(mapping, context) : null;
    }

    private static EntityMapper nodes(RelatedMapping mapping, TemplateContext context) {
        return new EntityMapper(
                mapping.node(),
                context,
                new AttributeSelector(
                        mapping.attributes(),
                        context,
                        Attribute.RESERVED_OF_ENTITIES,
                        AttributeSelector.ByDefault.NOTHING));
    }

    void make(MappingContext draft) {
        if (each == null) {
            make(draft, draft.scope(), 0);
            return;
        }
        List<Item> items = each.items(draft.scope(), draft::note);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).value() != null) {
                make(draft, draft.scope().withItem(items.get(i)), i);
            }
        }
    }

    private void make(MappingContext draft, Scope scope, int position) {
        MappingContext.End end =
                nodes == null ? reference(draft, scope, position) : value(nodes, draft, scope, position);
        if (end != null) {
            draft.add(localName, end);
            draft.made(rule);
        }
    }

    private MappingContext.@Nullable End reference(MappingContext draft, Scope scope, int position) {
        String target = Objects.requireNonNull(id).renderComplete(scope);
        String targetCollection = Objects.requireNonNull(collection).renderComplete(scope);
        if (target == null || targetCollection == null) {
            return null;
        }
        String name = referenceName == null ? "" : EntityName.line(referenceName.render(scope), draft::note);
        String uuid = draft.entityUuid(targetCollection, target);
        return new MappingContext.End(
                uuid, name.isEmpty() ? EntityName.clean(target) : name, referenceName != null, position, scope.item());
    }

    private MappingContext.@Nullable End value(EntityMapper maker, MappingContext draft, Scope scope, int position) {
        String name = maker.name(scope, draft);
        String key = id == null ? EntityName.normalize(name) : id.renderComplete(scope);
        if (name.isEmpty() || key == null) {
            return null;
        }
        EntityMapper.Labels labels = maker.labels(scope, draft);
        // A normalized name never begins with a space, so an id never meets a name.
        String identity = id == null ? key : " " + key;
        String uuid = Identity.ofValue(draft.groupId(), labels.identity(), identity);
        draft.add(maker.node(uuid, name, labels, scope, draft));
        return new MappingContext.End(uuid, name, true, position, scope.item());
    }
}
