package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.ContentHash;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.PropertyTag;
import dev.graphiti.migrator.source.SourceRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps each element of a Graphiti graph to the same element: nothing is omitted and nothing is corrected. */
public final class GraphitiMapping implements RecordMapping {
    private static final VectorField VECTOR = new VectorField("vector", TemplateContext.RECORD);

    @Override
    public Mapping map(SourceRecord record) {
        try {
            CopiedElement copy = element(record);
            return new Mapping.Mapped(
                    MappedRecord.whole(record.origin(), copy.groupId(), ContentHash.of(record.fields()), List.of(copy))
                            .producedBy("copy"),
                    List.of());
        } catch (MappingException e) {
            return rejected(record, e.reason(), e.sentence());
        } catch (IllegalArgumentException e) {
            return rejected(record, "invalid-element", String.valueOf(e.getMessage()));
        }
    }

    private static CopiedElement element(SourceRecord record) {
        ElementKind kind = ElementKind.named(record.origin().collection());
        String uuid = record.origin().id();
        if (uuid.isBlank()) {
            throw new MappingException("no-id", "the %s has no uuid; give it one".formatted(kind.graphName()));
        }
        String source = text(record, "source");
        String target = text(record, "target");
        if (!kind.isNode() && (source == null || target == null)) {
            throw new MappingException(
                    "no-ends",
                    "an end of the %s has no uuid; give it one, or remove the edge".formatted(kind.graphName()));
        }
        String group = text(record, "properties.group_id");
        return new CopiedElement(
                kind,
                uuid,
                group == null ? "" : group,
                source,
                target,
                labels(record),
                properties(record),
                createdAt(record),
                textOfVector(kind, record),
                vector(record));
    }

    @SuppressWarnings("unchecked") // Fields are such maps, and Neo4j has no property that is null.
    private static PropertyMap properties(SourceRecord record) {
        return record.fields().at("properties") instanceof Map<?, ?> properties
                ? new PropertyMap((Map<String, Object>) properties)
                : PropertyMap.NONE;
    }

    private static List<String> labels(SourceRecord record) {
        return record.fields().at("labels") instanceof List<?> labels
                ? labels.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static @Nullable Embedding vector(SourceRecord record) {
        return VECTOR.read(Scope.of(record.fields(), record.origin(), ""));
    }

    private static @Nullable String textOfVector(ElementKind kind, SourceRecord record) {
        if (kind.vectorProperty() == null) {
            return null;
        }
        return text(record, kind.isNode() ? "properties.name" : "properties.fact");
    }

    private static Instant createdAt(SourceRecord record) {
        if (record.fields().at("properties.created_at") instanceof Map<?, ?> marked
                && marked.get(PropertyTag.DATE_TIME.key()) instanceof String text) {
            try {
                return ZonedDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("created_at cannot be read: " + e.getMessage(), e);
            }
        }
        return Instant.EPOCH;
    }

    private static @Nullable String text(SourceRecord record, String path) {
        return record.fields().at(path) instanceof String text ? text : null;
    }

    private static Mapping rejected(SourceRecord record, String reason, String message) {
        return new Mapping.Rejected("map", reason, message, record.origin());
    }
}
