package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The record as an entity. Its uuid follows from the record's collection and id. */
public record EntityMapping(
        @Setting(value = "Its name, a path or a text.", example = "title")
        String name,

        @Setting(
                value = "Its type, a text. From a field it is made into a valid label, from a list several.",
                example = "Product")
        @Nullable
        String label,

        @Setting(value = "Its summary, a path or a text.", example = "description") @Nullable
        String summary,

        @Setting("The path of the vector of its name.") @Nullable
        String vector,

        @Setting("Which fields it keeps. Without it, all that are not already its id, name, summary or vector, or the"
                + " episode's content.")
        AttributeMapping attributes)
        implements Serializable {
    public EntityMapping {
        new NodeOptions(name, label, summary, vector).check(TemplateContext.RECORD);
        attributes.check(TemplateContext.RECORD, Attribute.RESERVED_OF_ENTITIES);
    }

    public NodeOptions node() {
        return new NodeOptions(name, label, summary, vector);
    }
}
