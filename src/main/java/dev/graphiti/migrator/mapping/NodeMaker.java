package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.model.EntityNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the entity nodes of one place in the mapping, compiled. */
final class NodeMaker {
    private final Template name;
    private final List<String> constantLabels;
    private final @Nullable Template label;
    private final @Nullable Template summary;
    private final @Nullable VectorField vector;
    private final AttributeSelector attributes;

    NodeMaker(EntityMapping mapping, AttributeSelector attributes) {
        this(mapping.name(), mapping.label(), mapping.summary(), mapping.vector(), TemplateContext.RECORD, attributes);
    }

    NodeMaker(RelatedMapping mapping, TemplateContext context, AttributeSelector attributes) {
        this(
                Objects.requireNonNull(mapping.name()),
                mapping.label(),
                mapping.summary(),
                mapping.vector(),
                context,
                attributes);
    }

    private NodeMaker(
            String name,
            @Nullable String label,
            @Nullable String summary,
            @Nullable String vector,
            TemplateContext context,
            AttributeSelector attributes) {
        Template labelText = label == null ? null : Template.text(label, context);
        boolean isConstant = labelText == null || labelText.isConstant();
        this.name = Template.value(name, context);
        this.constantLabels = isConstant && label != null ? List.of(label) : List.of();
        this.label = isConstant ? null : labelText;
        this.summary = summary == null ? null : Template.value(summary, context);
        this.vector = vector == null ? null : new VectorField(vector, context);
        this.attributes = attributes;
    }

    /** Refuses settings that can never be right. */
    static void check(
            String name,
            @Nullable String label,
            @Nullable String summary,
            @Nullable String vector,
            TemplateContext context) {
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

    /** The name in one line; empty when there is none. */
    String name(Scope scope, Draft draft) {
        return bounded(EntityName.clean(name.render(scope)), Note.NAME_CUT, draft);
    }

    List<String> labels(Scope scope) {
        if (label == null) {
            return constantLabels;
        }
        FieldPath path = label.path();
        Stream<?> texts = path != null && path.find(scope) instanceof List<?> list
                ? list.stream().map(ValueText::of)
                : Stream.of(label.render(scope));
        return texts.map(text -> TypeLabel.of((String) text))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    EntityNode node(String uuid, String nodeName, List<String> labels, Scope scope, Draft draft) {
        String text = summary == null ? "" : summary.render(scope).strip();
        return new EntityNode(
                uuid,
                draft.groupId(),
                nodeName,
                bounded(text, Note.SUMMARY_CUT, draft),
                labels,
                attributes.select(scope, draft),
                draft.createdAt(),
                vector == null ? null : vector.read(scope));
    }

    /** Text that goes into prompts and indexes needs an end. */
    static String bounded(String text, Note ifCut, Draft draft) {
        if (EntityName.fits(text)) {
            return text;
        }
        draft.note(ifCut);
        return EntityName.cutToFit(text);
    }
}
