package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The record as an entity. Its uuid follows from the record's collection and id. */
public record EntityMapping(
        @Setting(value = "The name, a path or a text.", example = "title")
        String name,

        @Setting(
                value = "The type, a text. A value from a field is converted to a valid label, a list to several"
                        + " labels.",
                example = "Product")
        @Nullable
        String label,

        @Setting(
                value =
                        "How the words of a label from a field are joined: `keep`, or `pascal`, which makes `threat-actor` and"
                                + " `THREAT_ACTOR` `ThreatActor`.",
                defaultValue = "keep")
        TextCase labelCase,

        @Setting(value = "The summary, a path or a text.", example = "description") @Nullable
        String summary,

        @Setting("The path of the vector of the name.") @Nullable
        String vector,

        @Setting("The fields that become attributes. If omitted, all that are not used for the id, name, summary or"
                + " vector, or for the episode's content.")
        AttributeMapping attributes,

        @Setting(
                value =
                        "Whether to create an episode for each record, which mentions the entity and whose content is the record as"
                                + " JSON. Graphiti deletes an entity with the last episode that mentions it. Requires `time`.",
                defaultValue = "false")
        boolean anchor)
        implements Serializable {
    public EntityMapping {
        new NodeOptions(name, label, labelCase, summary, vector).check(TemplateContext.RECORD);
        attributes.check(TemplateContext.RECORD, Attribute.RESERVED_OF_ENTITIES);
    }

    public NodeOptions node() {
        return new NodeOptions(name, label, labelCase, summary, vector);
    }
}
