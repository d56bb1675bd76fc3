package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entity that a record names. Either it is made from a value: then all records of the group that give the same label
 * and name (or the same label and id) share it. Or it is another record's own entity, named by collection and id.
 */
public record RelatedMapping(
        @Setting(
                value =
                        "The path of a list, or `path.*` for the values of an object: one entity is created for each item. Paths"
                                + " that begin with `.` refer to the item, `.@key` to its key.",
                example = "tags")
        @Nullable
        String each,

        @Setting(
                value = "Refers to the entity of another record: the collection of that record, a text. Requires"
                        + " `id`.",
                example = "products")
        @Nullable
        String collection,

        @Setting(
                value = "The unique id, a path or a text. If omitted, the name identifies the entity; case and"
                        + " spacing are ignored.",
                example = "supplier_no")
        @Nullable
        String id,

        @Setting(value = "The name, a path or a text.", example = "supplier") @Nullable
        String name,

        @Setting(value = "The type, a text.", example = "Company") @Nullable
        String label,

        @Setting(
                value =
                        "How the words of a label from a field are joined: `keep`, or `pascal`, which makes `threat-actor` and"
                                + " `THREAT_ACTOR` `ThreatActor`.",
                defaultValue = "keep")
        TextCase labelCase,

        @Setting("The summary, a path or a text.") @Nullable String summary,

        @Setting("The path of the vector of the name.") @Nullable
        String vector,

        @Setting("The fields that become attributes. If omitted, none.")
        AttributeMapping attributes)
        implements Serializable {
    public RelatedMapping {
        TemplateContext context = each == null ? TemplateContext.RECORD : TemplateContext.ITEM;
        if (each != null) {
            ItemPath.parse(each);
        }
        if (id != null) {
            Template.value(id, context);
        }
        if (collection == null) {
            if (name == null) {
                throw new IllegalArgumentException(
                        "the related entity has no name; add one, or collection and id to point to another record");
            }
            new NodeOptions(name, label, labelCase, summary, vector).check(context);
            attributes.check(context, Attribute.RESERVED_OF_ENTITIES);
        } else {
            boolean describes = label != null || labelCase != TextCase.KEEP || summary != null || vector != null;
            checkReference(id, describes || !attributes.equals(AttributeMapping.DEFAULTS));
            Template.text(collection, context);
            if (name != null) {
                Template.value(name, context);
            }
        }
    }

    public NodeOptions node() {
        return new NodeOptions(
                Objects.requireNonNull(name, "a reference makes no node"), label, labelCase, summary, vector);
    }

    private static void checkReference(@Nullable String id, boolean describes) {
        if (id == null) {
            throw new IllegalArgumentException(
                    "the related entity points to another collection but not to a record of it; add id");
        }
        if (describes) {
            throw new IllegalArgumentException("the related entity is another record's, which alone gives it label,"
                    + " summary, vector and attributes; remove them here");
        }
    }
}
