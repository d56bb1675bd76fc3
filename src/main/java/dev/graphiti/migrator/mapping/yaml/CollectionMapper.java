package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.ContentHash;
import dev.graphiti.migrator.mapping.GroupId;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.config.EntityMapping;
import dev.graphiti.migrator.mapping.config.EpisodeMapping;
import dev.graphiti.migrator.mapping.config.FactMapping;
import dev.graphiti.migrator.mapping.config.TimeMapping;
import dev.graphiti.migrator.mapping.config.UsedFields;
import dev.graphiti.migrator.mapping.coverage.MappingCoverage;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.time.TimeParser;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps the records of one collection, compiled. */
final class CollectionMapper {
    private final NullValues nullValues;
    private final HtmlFields htmlFields;
    private final List<SkipFilter> skips;
    private final @Nullable Template group;
    private final @Nullable Template id;
    private final TimeParser times;
    private final @Nullable RecordTime time;
    private final @Nullable EpisodeMapper episode;
    private final @Nullable EntityMapper entity;
    private final List<RelatedEntityMapper> related = new ArrayList<>();
    private final List<FactMapper> facts = new ArrayList<>();
    private final boolean mentioned;
    private final Instant runStart;

    /** @param mentioned whether an episode of some collection mentions the entities of this one */
    CollectionMapper(CollectionMapping mapping, boolean mentioned, Instant runStart) {
        TimeMapping timeMapping = mapping.time();
        EpisodeMapping episodeMapping = mapping.effectiveEpisode();
        EntityMapping entityMapping = mapping.entity();
        UsedFields used = UsedFields.of(mapping);
        this.times = (timeMapping == null ? TimeMapping.defaults() : timeMapping).parser();
        this.nullValues = new NullValues(mapping.nullValues());
        this.htmlFields = new HtmlFields(mapping.stripHtml());
        this.skips = mapping.skip().stream().map(SkipFilter::new).toList();
        this.group = optional(mapping.group(), false);
        this.id = optional(mapping.id(), true);
        this.time = timeMapping == null ? null : new RecordTime(timeMapping, times);
        this.episode = episodeMapping == null ? null : new EpisodeMapper(episodeMapping, used.vectors());
        this.entity = entityMapping == null ? null : nodes(entityMapping, used.all());
        mapping.related().forEach((name, options) -> related.add(new RelatedEntityMapper(name, options)));
        for (FactMapping options : mapping.facts()) {
            facts.add(new FactMapper(MappingCoverage.fact(facts.size(), options), options, times));
        }
        this.mentioned = mentioned;
        this.runStart = runStart;
    }

    private static @Nullable Template optional(@Nullable String text, boolean isValue) {
        if (text == null) {
            return null;
        }
        return isValue ? Template.value(text, TemplateContext.RECORD) : Template.text(text, TemplateContext.RECORD);
    }

    private static EntityMapper nodes(EntityMapping mapping, List<FieldPath> used) {
        return new EntityMapper(
                mapping.node(),
                TemplateContext.RECORD,
                new AttributeSelector(
                        mapping.attributes(),
                        TemplateContext.RECORD,
                        Attribute.RESERVED_OF_ENTITIES,
                        AttributeSelector.ByDefault.allBut(used)));
    }

    /** The record with null in place of the texts that stand for it, and with plain text in place of HTML. */
    SourceRecord clean(SourceRecord record) {
        return record.withFields(htmlFields.strip(nullValues.remove(record.fields())));
    }

    /** The name of the rule that leaves the record out, or null when it is to be mapped. */
    @Nullable
    String skippedBy(SourceRecord record) {
        Scope scope = Scope.of(record.fields(), record.origin(), "").withAbout(record.about());
        for (SkipFilter skip : skips) {
            if (skip.skips(scope)) {
                return skip.rule();
            }
        }
        return null;
    }

    /** @throws MappingException when the record has no id */
    Scope identify(SourceRecord record) {
        RecordOrigin origin = record.origin();
        Scope scope = Scope.of(record.fields(), origin, ContentHash.of(record.fields()))
                .withAbout(record.about());
        String own = id == null ? origin.id() : id.renderComplete(scope);
        if (own == null || own.isBlank()) {
            throw new MappingException(
                    "no-id",
                    id == null
                            ? "the source provides no id for the record; map one with id, or use id: \"{@hash}\""
                            : "the field that id names is missing or blank; map another one, or skip such records");
        }
        return Scope.of(record.fields(), origin.withId(own), scope.contentHash())
                .withAbout(record.about());
    }

    /** @throws MappingException if the record has a value there that has no order */
    Rank rank(SourceRecord record, String path) {
        Scope scope = Scope.of(record.fields(), record.origin(), "").withAbout(record.about());
        return Rank.of(FieldPath.parse(path, TemplateContext.RECORD).find(scope), path, times);
    }

    /** The identity of a record that is not mapped; null if it has none. */
    @Nullable
    MappedRecord notMapped(SourceRecord record) {
        try {
            Scope scope = identify(record);
            return MappedRecord.notMapped(scope.origin(), groupId(scope));
        } catch (MappingException e) {
            return null;
        }
    }

    /** @throws MappingException when the record cannot be mapped */
    Mapping.Mapped map(Scope scope) {
        MappingContext draft = new MappingContext(scope, groupId(scope), runStart);
        if (scope.about().root().containsKey(SourceRecord.RESERVED_NAMES)) {
            draft.note(Note.RESERVED_NAME);
        }
        if (GroupId.isShortened(draft.groupId())) {
            draft.note(Note.GROUP_SHORTENED);
        }
        Instant happened = time == null ? null : time.resolve(scope, draft);
        if (entity != null) {
            addEntity(draft, entity);
            if (!mentioned) {
                draft.note(Note.ENTITY_WITHOUT_EPISODE);
            }
        }
        related.forEach(maker -> maker.make(draft));
        String episodeUuid = episode == null ? null : draft.uuid(ElementKind.EPISODIC, "");
        FactMapper.Context context =
                new FactMapper.Context(happened, episodeUuid == null ? List.of() : List.of(episodeUuid));
        facts.forEach(maker -> maker.make(draft, context));
        if (episode == null || episodeUuid == null) {
            return mapped(draft, List.of(), List.of());
        }
        // The configuration has no episode without a time, and its policies always give one.
        List<EpisodicNode> episodes = episode.episodes(draft, episodeUuid, Objects.requireNonNull(happened));
        return mapped(draft, episodes, episode.mentions(draft, episodes));
    }

    private String groupId(Scope scope) {
        String name = group == null ? null : group.renderComplete(scope);
        if (name == null || name.isBlank()) {
            throw new MappingException(
                    "no-group",
                    "a field that group names is missing or blank; give it a default such as {region|\"unknown\"}");
        }
        return GroupId.encode(name);
    }

    private static void addEntity(MappingContext draft, EntityMapper maker) {
        Scope scope = draft.scope();
        String name = maker.name(scope, draft);
        if (name.isEmpty()) {
            throw new MappingException(
                    "no-name", "the entity's name is missing or blank; map another field, or give it a default");
        }
        String uuid =
                draft.entityUuid(scope.origin().collection(), scope.origin().id());
        EntityNode node = maker.node(uuid, name, maker.labels(scope, draft), scope, draft);
        draft.add(node);
        draft.add(CollectionMapping.THIS, new MappingContext.End(uuid, name, true, 0, null));
    }

    private static Mapping.Mapped mapped(
            MappingContext draft, List<EpisodicNode> episodes, List<StructuralEdge> mentions) {
        List<GraphElement> elements = new ArrayList<>(episodes);
        elements.addAll(draft.entities());
        elements.addAll(draft.facts());
        elements.addAll(mentions);
        MappedRecord record = MappedRecord.whole(
                draft.scope().origin(), draft.groupId(), draft.scope().contentHash(), elements);
        return new Mapping.Mapped(record, draft.notes(), draft.made());
    }
}
