package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.model.EntityNode;
import java.util.List;
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

    NodeMaker(NodeOptions options, TemplateContext context, AttributeSelector attributes) {
        String labelText = options.label();
        String summaryText = options.summary();
        String vectorPath = options.vector();
        Template labels = labelText == null ? null : Template.text(labelText, context);
        boolean isConstant = labels == null || labels.isConstant();
        this.name = Template.value(options.name(), context);
        this.constantLabels = isConstant && labelText != null ? List.of(labelText) : List.of();
        this.label = isConstant ? null : labels;
        this.summary = summaryText == null ? null : Template.value(summaryText, context);
        this.vector = vectorPath == null ? null : new VectorField(vectorPath, context);
        this.attributes = attributes;
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
