package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import dev.graphiti.migrator.model.EntityNode;
import org.jspecify.annotations.Nullable;

/** What the record's own entity and related ones have in common, as it stands in the configuration. */
public record NodeOptions(
        String name,
        @Nullable String label,
        TextCase labelCase,
        @Nullable String summary,
        @Nullable String vector) {
    /** Refuses what can never be right. */
    void check(TemplateContext context) {
        Template.value(name, context);
        if (label != null && Template.text(label, context).isConstant() && !EntityNode.isType(label)) {
            throw new IllegalArgumentException(
                    ("the label '%s' cannot be a type in Graphiti; use letters, digits and _,"
                                    + " but not Entity, Episodic, Community or Saga")
                            .formatted(label));
        }
        if (summary != null) {
            Template.value(summary, context);
        }
        if (vector != null) {
            FieldPath.parse(vector, context);
        }
    }
}
