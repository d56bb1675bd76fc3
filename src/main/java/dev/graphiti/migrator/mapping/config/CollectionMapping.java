package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.reshape.JqProgram;
import dev.graphiti.migrator.mapping.reshape.ReshapeLimits;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the records of one collection become: an episode, an entity, entities related to it, and facts. */
public record CollectionMapping(
        @Setting(
                value =
                        "A program in jq that turns each record into any number of records, which are mapped in its place.",
                example = "\".turns[] + {topic}\"")
        @Nullable
        String reshape,

        @Setting("What the program may do with one record.") ReshapeLimits reshapeLimits,

        @Setting(
                value = "The group of the record, a text. It is encoded into Graphiti's [a-z0-9_]+ without"
                        + " collisions. Graphiti's MCP server reads the group main unless configured.",
                example = "\"support_{region}\"")
        @Nullable
        String group,

        @Setting(
                value = "The unique id of the record in its collection, a path or a text. If omitted, the id from"
                        + " the source.",
                example = "ticket_id")
        @Nullable
        String id,

        @Setting(
                value =
                        "Texts that are read as null wherever they are the whole value of a field, such as those that stand"
                                + " for nothing in CSV files.",
                example = "[\"NULL\", \"N/A\"]")
        List<String> nullValues,

        @Setting(
                value = "Paths of fields that contain HTML: their tags are removed, and their blocks become lines.",
                example = "[body, comments.text]")
        List<String> stripHtml,

        @Setting("When the event described by the record happened.") @Nullable
        TimeMapping time,

        @Setting("Rules for records to skip, each counted by its name.")
        List<SkipRule> skip,

        @Setting("The record as an episode.") @Nullable EpisodeMapping episode,

        @Setting("The record as an entity, called `this` in facts.") @Nullable
        EntityMapping entity,

        @Setting("Entities that the record refers to, by the names that facts use.")
        Map<String, RelatedMapping> related,

        @Setting("Facts between those entities.") List<FactMapping> facts)
        implements Serializable {
    /** The name of the record's own entity. */
    public static final String THIS = "this";

    public CollectionMapping {
        if (reshape != null) {
            JqProgram.compile(reshape, reshapeLimits);
        }
        nullValues = List.copyOf(nullValues);
        stripHtml = List.copyOf(stripHtml);
        skip = List.copyOf(skip);
        related = Collections.unmodifiableMap(new LinkedHashMap<>(related));
        facts = List.copyOf(facts);
        if (skip.stream().noneMatch(SkipRule::isUnconditional)) {
            checkGroup(group);
            checkElements(episode, entity, related);
        }
        for (String path : stripHtml) {
            checkField(path);
        }
        if (id != null) {
            Template.value(id, TemplateContext.RECORD);
        }
        if (entity != null && entity.anchor()) {
            checkAnchor(episode, time);
        }
        if (episode != null) {
            checkTime(time);
            checkKnown("episode.mentions", episode.mentions(), entity, related);
        }
        for (FactMapping fact : facts) {
            checkFact(fact, entity, related);
        }
    }

    /** The episode of a record: the one that is configured, or the anchor of its entity. */
    public @Nullable EpisodeMapping effectiveEpisode() {
        return episode == null && entity != null && entity.anchor() ? EpisodeMapping.anchor(entity.name()) : episode;
    }

    /** Whether the episode of a record mentions the record's own entity. */
    public boolean mentionsItself() {
        EpisodeMapping own = effectiveEpisode();
        return own != null && (own.mentions().isEmpty() || own.mentions().contains(THIS));
    }

    /** Whether the episode of a record mentions a related entity. */
    public boolean mentions(String related) {
        EpisodeMapping own = effectiveEpisode();
        return own != null && (own.mentions().isEmpty() || own.mentions().contains(related));
    }

    private static void checkGroup(@Nullable String group) {
        if (group == null) {
            throw new IllegalArgumentException(
                    "group is missing; name one, for instance group: support, or group: \"{@collection}\"");
        }
        if (group.isBlank()) {
            throw new IllegalArgumentException("group is blank; Graphiti's searches need a named group");
        }
        Template.text(group, TemplateContext.RECORD);
    }

    private static void checkElements(
            @Nullable EpisodeMapping episode, @Nullable EntityMapping entity, Map<String, RelatedMapping> related) {
        if (episode == null && entity == null && related.isEmpty()) {
            throw new IllegalArgumentException("the record is not mapped to anything: add episode, entity or"
                    + " related, or skip all with skip: [{ rule: not-wanted }]");
        }
        if (related.containsKey(THIS)) {
            throw new IllegalArgumentException(
                    "related.this: `this` is the record's own entity; give the related one another name");
        }
    }

    private static void checkTime(@Nullable TimeMapping time) {
        if (time == null) {
            throw new IllegalArgumentException("episode needs a time: add time: { field: ... },"
                    + " or time: { if-missing: run-start } if the records have none");
        }
    }

    private static void checkField(String path) {
        String field = FieldPath.parse(path, TemplateContext.RECORD).ofRecord();
        if (field == null || field.isEmpty()) {
            throw new IllegalArgumentException("strip-html: %s is not a field of the record".formatted(path));
        }
    }

    private static void checkAnchor(@Nullable EpisodeMapping episode, @Nullable TimeMapping time) {
        if (episode != null) {
            throw new IllegalArgumentException(
                    "entity.anchor is for records without an episode, and there is one; remove anchor, or episode");
        }
        if (time == null) {
            throw new IllegalArgumentException(
                    "entity.anchor creates an episode, which needs a time: add time: { field: ... },"
                            + " or time: { if-missing: run-start } if the records have none");
        }
    }

    private static void checkFact(
            FactMapping fact, @Nullable EntityMapping entity, Map<String, RelatedMapping> related) {
        String where = "the fact " + fact.name();
        checkKnown(where, List.of(fact.from(), fact.to()), entity, related);
        String fromList = list(related.get(fact.from()));
        String toList = list(related.get(fact.to()));
        if (fromList != null && toList != null && !fromList.equals(toList)) {
            throw new IllegalArgumentException(
                    ("%s runs between two lists, %s and %s, and would join each item with every other; start it at a"
                                    + " single entity")
                            .formatted(where, fromList, toList));
        }
        try {
            boolean hasItem = fromList != null || toList != null;
            fact.check(hasItem ? TemplateContext.FACT_OF_ITEM : TemplateContext.FACT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable String list(@Nullable RelatedMapping related) {
        return related == null ? null : related.each();
    }

    private static void checkKnown(
            String where, List<String> names, @Nullable EntityMapping entity, Map<String, RelatedMapping> related) {
        for (String name : names) {
            if (name.equals(THIS) && entity == null) {
                throw new IllegalArgumentException(where + " refers to `this`, but there is no entity");
            }
            if (!name.equals(THIS) && !related.containsKey(name)) {
                throw new IllegalArgumentException("%s speaks of '%s', which is not among related: %s"
                        .formatted(where, name, String.join(", ", related.keySet())));
            }
        }
    }
}
