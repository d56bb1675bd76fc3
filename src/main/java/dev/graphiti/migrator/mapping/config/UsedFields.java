package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that its elements tell whole in a place of their own, so that they need not be attributes too.
 *
 * @param all the paths of ids, names, summaries, contents and vectors
 * @param vectors those of vectors
 */
public record UsedFields(List<FieldPath> all, List<FieldPath> vectors) {
    public static UsedFields of(CollectionMapping mapping) {
        List<FieldPath> vectors = new ArrayList<>();
        List<FieldPath> texts = new ArrayList<>();
        addValue(texts, mapping.id());
        EntityMapping entity = mapping.entity();
        if (entity != null) {
            addValue(texts, entity.name());
            addValue(texts, entity.summary());
            addValue(vectors, entity.vector());
        }
        EpisodeMapping episode = mapping.effectiveEpisode();
        if (episode != null) {
            EpisodeMapping.LinesMapping lines = episode.lines();
            addValue(texts, episode.content());
            if (lines != null) {
                addRecordPath(texts, ItemPath.parse(lines.each()).path());
            }
        }
        mapping.related().values().forEach(related -> addValue(vectors, related.vector()));
        mapping.facts().forEach(fact -> addValue(vectors, fact.vector()));
        texts.addAll(vectors);
        return new UsedFields(texts, vectors);
    }

    /** A field that is only a part of a longer text is not told whole. */
    private static void addValue(List<FieldPath> paths, @Nullable String value) {
        FieldPath path = value == null
                ? null
                : Template.value(value, TemplateContext.ITEM).path();
        if (path != null) {
            addRecordPath(paths, path);
        }
    }

    private static void addRecordPath(List<FieldPath> paths, FieldPath path) {
        String field = path.ofRecord();
        if (field != null && !field.isEmpty()) {
            paths.add(path);
        }
    }
}
