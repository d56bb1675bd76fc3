package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.chunk.ChunkOptions;
import dev.graphiti.migrator.mapping.chunk.EpisodeChunks;
import dev.graphiti.migrator.mapping.config.EpisodeMapping;
import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Item;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.ValueText;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.StructuralEdge;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the episode of a record and what it mentions, compiled. */
final class EpisodeMapper {
    /** Beyond it a content that is not cut is no single event, and no prompt takes it. */
    private static final int MAX_CONTENT = 1_000_000;

    /** Episodes and mentions of one record: all of them are in memory at a time. */
    private static final int MAX_ELEMENTS = 200_000;

    private final Template name;
    private final Template sourceDescription;
    private final EpisodeSource source;
    private final @Nullable Template content;
    private final @Nullable ItemPath list;
    private final @Nullable Template line;
    private final @Nullable ChunkOptions chunk;
    private final List<String> mentions;
    private final List<FieldPath> vectors;

    /** @param vectors what the JSON of a whole record leaves out, since it is kept elsewhere */
    EpisodeMapper(EpisodeMapping mapping, List<FieldPath> vectors) {
        String contentText = mapping.content();
        EpisodeMapping.LinesMapping lines = mapping.lines();
        this.name = Template.value(mapping.name(), TemplateContext.RECORD);
        this.sourceDescription = Template.text(mapping.sourceDescription(), TemplateContext.RECORD);
        this.source = mapping.effectiveSource();
        this.content = contentText == null ? null : Template.value(contentText, TemplateContext.RECORD);
        this.list = lines == null ? null : ItemPath.parse(lines.each());
        this.line = lines == null ? null : Template.text(lines.line(), TemplateContext.ITEM);
        this.chunk = mapping.chunk();
        this.mentions = mapping.mentions();
        this.vectors = vectors;
    }

    /** One episode, or if its content is long, its chunks. */
    List<EpisodicNode> episodes(MappingContext draft, String uuid, Instant time) {
        EpisodicNode whole = whole(draft, uuid, time);
        if (chunk == null) {
            checkLength(whole.content());
            return List.of(whole);
        }
        return EpisodeChunks.of(
                whole, chunk, number -> draft.uuid(ElementKind.EPISODIC, "chunk " + number), draft::note);
    }

    private static void checkLength(String text) {
        int length = text.codePointCount(0, text.length());
        if (length > MAX_CONTENT) {
            throw new MappingException(
                    "too-large",
                    "the episode's content has %d characters, and the limit without chunks is %d; remove chunk: off"
                            .formatted(length, MAX_CONTENT));
        }
    }

    private EpisodicNode whole(MappingContext draft, String uuid, Instant time) {
        Scope scope = draft.scope();
        return new EpisodicNode(
                uuid,
                draft.groupId(),
                episodeName(draft),
                source,
                EntityName.sound(sourceDescription.render(scope), draft::note),
                EntityName.sound(text(draft), draft::note),
                draft.facts().stream().map(EntityEdge::uuid).toList(),
                draft.createdAt(),
                time);
    }

    /** Each episode mentions all entities. */
    List<StructuralEdge> mentions(MappingContext draft, List<EpisodicNode> episodes) {
        List<String> mentioned = mentioned(draft);
        long elements = episodes.size() * (1L + mentioned.size());
        if (episodes.size() > 1 && elements > MAX_ELEMENTS) {
            throw new MappingException(
                    "too-large",
                    "the record becomes %d episodes with %d mentions each, and the limit is %d of both; increase chunk.size, or name fewer entities in mentions"
                            .formatted(episodes.size(), mentioned.size(), MAX_ELEMENTS));
        }
        return episodes.stream()
                .flatMap(episode -> mentioned.stream().map(entity -> mention(draft, episode.uuid(), entity)))
                .toList();
    }

    private List<String> mentioned(MappingContext draft) {
        List<MappingContext.End> ends = mentions.isEmpty()
                ? draft.ends()
                : mentions.stream().flatMap(end -> draft.ends(end).stream()).toList();
        return ends.stream().map(MappingContext.End::uuid).distinct().toList();
    }

    private static StructuralEdge mention(MappingContext draft, String episodeUuid, String entityUuid) {
        return new StructuralEdge(
                ElementKind.MENTIONS,
                Identity.ofEnds(ElementKind.MENTIONS, draft.groupId(), episodeUuid, entityUuid),
                draft.groupId(),
                episodeUuid,
                entityUuid,
                draft.createdAt());
    }

    private String episodeName(MappingContext draft) {
        String text = EntityMapper.line(name.render(draft.scope()), Note.NAME_CUT, draft);
        if (text.isEmpty()) {
            throw new MappingException(
                    "no-name", "the episode's name is blank; map another field, or give it a default");
        }
        return text;
    }

    private Set<Object> known(Scope scope) {
        Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
        vectors.forEach(path -> {
            Object vector = path.find(scope);
            if (vector != null) {
                known.add(vector);
            }
        });
        return known;
    }

    private String text(MappingContext draft) {
        Scope scope = draft.scope();
        if (content != null) {
            String text = content.render(scope);
            if (text.isBlank()) {
                content.paths().forEach(path -> draft.note(Note.fieldMissing(path)));
            }
            return text;
        }
        if (list == null || line == null) {
            return JsonText.withoutVectors(scope.fields().root(), known(scope), () -> draft.note(Note.VECTOR_LEFT_OUT));
        }
        return lines(draft, list, line);
    }

    private static String lines(MappingContext draft, ItemPath each, Template line) {
        Scope scope = draft.scope();
        List<Item> items = each.items(scope, draft::note);
        if (items.isEmpty()) {
            draft.note(Note.fieldMissing(each.path()));
        }
        StringBuilder text = new StringBuilder();
        for (Item item : items) {
            String row = line.renderUnlessBlank(scope.withItem(item));
            if (row != null && !row.isBlank()) {
                text.append(text.length() == 0 ? "" : "\n").append(row);
            } else if (!ValueText.of(item.value()).isBlank()) {
                draft.note(Note.LINE_LEFT_OUT);
            }
        }
        return text.toString();
    }
}
