package dev.graphiti.migrator.mapping.coverage;

import dev.graphiti.migrator.mapping.config.AttributeMapping;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.config.EntityMapping;
import dev.graphiti.migrator.mapping.config.EpisodeMapping;
import dev.graphiti.migrator.mapping.config.FactMapping;
import dev.graphiti.migrator.mapping.config.RelatedMapping;
import dev.graphiti.migrator.mapping.config.TimeMapping;
import dev.graphiti.migrator.mapping.path.AttributePath;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the rules of a mapping in the order of the configuration. */
final class Rules {
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private Rules() {}

    static List<Rule> of(CollectionMapping mapping) {
        Rules rules = new Rules();
        rules.text("group", mapping.group(), null);
        rules.value("id", mapping.id(), null);
        mapping.stripHtml().forEach(path -> rules.add("strip-html", null, field(path), false));
        rules.time(mapping.time());
        mapping.skip().forEach(skip -> rules.add("skip " + skip.rule(), null, field(skip.field()), true));
        rules.episode(mapping.effectiveEpisode());
        EntityMapping entity = mapping.entity();
        if (entity != null) {
            rules.value("entity.name", entity.name(), null);
            rules.text("entity.label", entity.label(), null);
            rules.value("entity.summary", entity.summary(), null);
            rules.value("entity.vector", entity.vector(), null);
            rules.attributes("entity", entity.attributes(), null);
        }
        mapping.related().forEach(rules::related);
        for (int i = 0; i < mapping.facts().size(); i++) {
            rules.fact(factName(i, mapping.facts().get(i)), mapping.facts().get(i), mapping.related());
        }
        return List.copyOf(rules.rules.values());
    }

    /** The name of the rule that creates a related entity. */
    static String relatedName(String localName) {
        return "related." + localName;
    }

    /** The name of the rule that creates a fact. */
    static String factName(int index, FactMapping fact) {
        return fact.name().matches("\\w+")
                ? "facts[%d] %s".formatted(index, fact.name())
                : "facts[%d]".formatted(index);
    }

    private void time(@Nullable TimeMapping time) {
        if (time == null) {
            return;
        }
        add("time.field", null, field(time.field()), false);
        String base = time.offsetFrom();
        if (base != null && TimeParser.iso().parse(base) == null) {
            add("time.offset-from", null, field(base), false);
        }
        add("time.step", null, field(time.step()), false);
    }

    private void episode(@Nullable EpisodeMapping episode) {
        if (episode == null) {
            return;
        }
        value("episode.name", episode.name(), null);
        value("episode.content", episode.content(), null);
        text("episode.source-description", episode.sourceDescription(), null);
        EpisodeMapping.LinesMapping lines = episode.lines();
        if (lines != null) {
            ItemPath each = ItemPath.parse(lines.each());
            add("episode.lines.each", null, each.path(), false);
            text("episode.lines.line", lines.line(), each);
        }
    }

    private void related(String localName, RelatedMapping related) {
        String key = relatedName(localName);
        ItemPath each = each(related);
        if (each != null) {
            add(key + ".each", null, each.path(), false);
        }
        value(key + ".id", related.id(), each);
        value(key + ".name", related.name(), each);
        text(key + ".collection", related.collection(), each);
        text(key + ".label", related.label(), each);
        value(key + ".summary", related.summary(), each);
        value(key + ".vector", related.vector(), each);
        attributes(key, related.attributes(), each);
        rules.put(key, new Rule(key, each, null, false));
    }

    private void fact(String key, FactMapping fact, Map<String, RelatedMapping> related) {
        ItemPath each = Stream.of(fact.from(), fact.to())
                .flatMap(end -> Stream.ofNullable(related.get(end)))
                .flatMap(end -> Stream.ofNullable(each(end)))
                .findFirst()
                .orElse(null);
        text(key + ".name", fact.name(), each);
        value(key + ".fact", fact.fact(), each);
        value(key + ".valid-at", fact.validAt(), each);
        value(key + ".invalid-at", fact.invalidAt(), each);
        value(key + ".vector", fact.vector(), each);
        attributes(key, fact.attributes(), each);
        rules.put(key, new Rule(key, each, null, false));
    }

    private static @Nullable ItemPath each(RelatedMapping related) {
        String each = related.each();
        return each == null ? null : ItemPath.parse(each);
    }

    private void attributes(String key, AttributeMapping attributes, @Nullable ItemPath each) {
        List<String> only = attributes.only();
        Stream.concat(only == null ? Stream.of() : only.stream(), attributes.include().stream())
                .map(path -> AttributePath.parse(path, TemplateContext.FACT_OF_ITEM))
                .forEach(path -> add(key + ".attributes", each, path.path(), false));
    }

    private void text(String key, @Nullable String text, @Nullable ItemPath each) {
        if (text != null) {
            Template.text(text, TemplateContext.FACT_OF_ITEM).paths().forEach(path -> add(key, each, path, false));
        }
    }

    private void value(String key, @Nullable String text, @Nullable ItemPath each) {
        if (text != null) {
            Template.value(text, TemplateContext.FACT_OF_ITEM).paths().forEach(path -> add(key, each, path, false));
        }
    }

    private static @Nullable FieldPath field(@Nullable String path) {
        return path == null ? null : FieldPath.parse(path, TemplateContext.RECORD);
    }

    private void add(String key, @Nullable ItemPath each, @Nullable FieldPath path, boolean ofSkip) {
        if (path != null && path.isOfSource()) {
            String name = key + ": " + path;
            rules.putIfAbsent(name, new Rule(name, path.isOfItem() ? each : null, path, ofSkip));
        }
    }
}
