package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.TypeLabel;
import dev.graphiti.migrator.mapping.config.NodeOptions;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import dev.graphiti.migrator.mapping.path.ValueText;
import dev.graphiti.migrator.model.EntityNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the entity nodes of one place in the mapping, compiled. */
final class EntityMapper {
    private final Template name;
    private final List<String> constantLabels;
    private final @Nullable Template label;
    private final TextCase labelCase;
    private final @Nullable Template summary;
    private final @Nullable VectorField vector;
    private final AttributeSelector attributes;

    EntityMapper(NodeOptions options, TemplateContext context, AttributeSelector attributes) {
        String labelText = options.label();
        String summaryText = options.summary();
        String vectorPath = options.vector();
        Template labels = labelText == null ? null : Template.text(labelText, context);
        boolean isConstant = labels == null || labels.isConstant();
        this.name = Template.value(options.name(), context);
        this.constantLabels = isConstant && labelText != null ? List.of(labelText) : List.of();
        this.label = isConstant ? null : labels;
        this.labelCase = options.labelCase();
        this.summary = summaryText == null ? null : Template.value(summaryText, context);
        this.vector = vectorPath == null ? null : new VectorField(vectorPath, context);
        this.attributes = attributes;
    }

    /** The name in one line; empty when there is none. */
    String name(Scope scope, MappingContext draft) {
        return line(name.render(scope), Note.NAME_CUT, draft);
    }

    /**
     * What an entity is labeled with.
     *
     * @param lost the labels, as they are in the record, that Graphiti cannot have as they are
     * @param identity what tells entities of one name apart: two labels that are cut to one are still two
     */
    record Labels(List<String> valid, List<String> lost, String identity) {
        static Labels of(List<String> texts) {
            List<String> lost = texts.stream().filter(TypeLabel::losesLetters).toList();
            String identity = texts.stream()
                    .flatMap(text -> lost.contains(text) ? Stream.of(text) : TypeLabel.of(text).stream())
                    .distinct()
                    .collect(Collectors.joining(":"));
            return new Labels(
                    texts.stream()
                            .map(TypeLabel::of)
                            .flatMap(Optional::stream)
                            .distinct()
                            .toList(),
                    lost,
                    identity);
        }
    }

    Labels labels(Scope scope, MappingContext draft) {
        if (label == null) {
            return new Labels(constantLabels, List.of(), String.join(":", constantLabels));
        }
        FieldPath path = label.path();
        List<String> texts = path != null && path.find(scope) instanceof List<?> list
                ? list.stream().map(ValueText::of).toList()
                : List.of(label.render(scope));
        Labels labels = Labels.of(texts.stream().map(labelCase::apply).toList());
        labels.lost().forEach(lost -> draft.note(Note.LABEL_CHANGED));
        return labels;
    }

    EntityNode node(String uuid, String nodeName, Labels labels, Scope scope, MappingContext draft) {
        String text = summary == null ? "" : summary.render(scope).strip();
        return new EntityNode(
                uuid,
                draft.groupId(),
                nodeName,
                bounded(EntityName.sound(text, draft::note), Note.SUMMARY_CUT, draft),
                labels.valid(),
                attributes.select(scope, draft, labels.lost()),
                draft.createdAt(),
                vector == null ? null : vector.read(scope));
    }

    /** One line that Neo4j can index. */
    static String line(String text, Note ifCut, MappingContext draft) {
        return bounded(EntityName.line(text, draft::note), ifCut, draft);
    }

    /** Text that goes into prompts and indexes needs an end. */
    private static String bounded(String text, Note ifCut, MappingContext draft) {
        if (EntityName.fits(text)) {
            return text;
        }
        draft.note(ifCut);
        return EntityName.cutToFit(text);
    }
}
