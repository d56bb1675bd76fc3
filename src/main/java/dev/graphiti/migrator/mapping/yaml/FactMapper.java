package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.config.FactMapping;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.path.TextCase;
import dev.graphiti.migrator.mapping.time.TimeFallback;
import dev.graphiti.migrator.mapping.time.TimeParser;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.OpenSentence;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one kind of facts of a record, compiled. */
final class FactMapper {
    /** When the record happened, where it says so, and the uuid of its episode, if it has one. */
    record Context(@Nullable Instant time, List<String> episodes) {}

    private final String rule;
    private final Template name;
    private final TextCase nameCase;
    private final String from;
    private final String to;
    private final @Nullable Template fact;
    private final @Nullable TimePolicy validAt;
    private final @Nullable TimePolicy invalidAt;
    private final @Nullable VectorField vector;
    private final AttributeSelector attributes;

    /** @param rule its name among the rules of the mapping */
    FactMapper(String rule, FactMapping mapping, TimeParser times) {
        TemplateContext context = TemplateContext.FACT_OF_ITEM;
        String factText = mapping.fact();
        String vectorPath = mapping.vector();
        this.rule = rule;
        this.name = Template.text(mapping.name(), context);
        this.nameCase = mapping.nameCase();
        this.from = mapping.from();
        this.to = mapping.to();
        this.fact = factText == null ? null : Template.value(factText, context);
        this.validAt = time(mapping.validAt(), mapping.ifMissing(), mapping, times);
        this.invalidAt = time(mapping.invalidAt(), null, mapping, times);
        this.vector = vectorPath == null ? null : new VectorField(vectorPath, context);
        this.attributes = new AttributeSelector(
                mapping.attributes(), context, Attribute.RESERVED_OF_FACTS, AttributeSelector.ByDefault.NOTHING);
    }

    private static @Nullable TimePolicy time(
            @Nullable String path, @Nullable String ifMissing, FactMapping mapping, TimeParser times) {
        return path == null
                ? null
                : new TimePolicy(
                        path,
                        FieldPath.parse(path, TemplateContext.FACT_OF_ITEM),
                        times,
                        ifMissing == null ? null : TimeFallback.parse("if-missing", ifMissing, true),
                        TimeFallback.parse("if-unreadable", mapping.ifUnreadable(), true));
    }

    void make(MappingContext draft, Context context) {
        List<MappingContext.End> starts = draft.ends(from);
        List<MappingContext.End> targets = draft.ends(to);
        boolean isSameList = starts.stream().anyMatch(MappingContext.End::isItem)
                && targets.stream().anyMatch(MappingContext.End::isItem);
        if (isSameList) {
            makeByItem(draft, context, starts, targets);
            return;
        }
        for (MappingContext.End start : starts) {
            for (MappingContext.End target : targets) {
                make(draft, context, start, target);
            }
        }
    }

    /** Both ends come from one list: each item joins its own two. */
    private void makeByItem(
            MappingContext draft, Context context, List<MappingContext.End> starts, List<MappingContext.End> targets) {
        Map<Integer, MappingContext.End> byPosition = new HashMap<>();
        targets.forEach(target -> byPosition.put(target.position(), target));
        for (MappingContext.End start : starts) {
            MappingContext.End target = byPosition.get(start.position());
            if (target != null) {
                make(draft, context, start, target);
            }
        }
    }

    private void make(MappingContext draft, Context context, MappingContext.End start, MappingContext.End target) {
        Scope scope = draft.scope()
                .withItem(start.isItem() ? start.item() : target.item())
                .withEnds(start.name(), target.name());
        String predicate = EntityMapper.line(nameCase.apply(name.render(scope)), Note.NAME_CUT, draft);
        String sentence = EntityMapper.line(sentence(scope, predicate), Note.FACT_CUT, draft);
        if (predicate.isEmpty() || sentence.isEmpty()) {
            return;
        }
        OpenSentence open = open(scope, predicate, start, target);
        MappingContext.FactContent content = content(scope, sentence, open, context, draft);
        String uuid = draft.factUuid(predicate + "\n" + start.uuid() + target.uuid(), content);
        if (uuid != null) {
            draft.made(rule);
            draft.add(new EntityEdge(
                    uuid,
                    draft.groupId(),
                    start.uuid(),
                    target.uuid(),
                    predicate,
                    content.sentence(),
                    context.episodes(),
                    content.attributes(),
                    draft.createdAt(),
                    content.validAt(),
                    content.invalidAt(),
                    null,
                    context.episodes().isEmpty() ? null : context.time(),
                    content.embedding(),
                    content.open()));
        }
    }

    /** A sentence whose vector is in the record is not changed: the vector belongs to it. */
    private @Nullable OpenSentence open(
            Scope scope, String predicate, MappingContext.End start, MappingContext.End target) {
        Set<OpenSentence.End> unknown = EnumSet.noneOf(OpenSentence.End.class);
        if (!start.named()) {
            unknown.add(OpenSentence.End.SOURCE);
        }
        if (!target.named()) {
            unknown.add(OpenSentence.End.TARGET);
        }
        if (unknown.isEmpty() || vector != null) {
            return null;
        }
        if (fact != null) {
            return fact.renderOpen(scope, unknown);
        }
        OpenSentence open = new OpenSentence(
                List.of("", " " + words(predicate) + " ", ""),
                List.of(OpenSentence.End.SOURCE, OpenSentence.End.TARGET));
        if (start.named()) {
            open = open.with(OpenSentence.End.SOURCE, start.name());
        }
        return target.named() ? open.with(OpenSentence.End.TARGET, target.name()) : open;
    }

    private static String words(String predicate) {
        return predicate.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String sentence(Scope scope, String predicate) {
        if (fact != null) {
            return fact.render(scope);
        }
        return scope.fromName() + " " + words(predicate) + " " + scope.toName();
    }

    private MappingContext.FactContent content(
            Scope scope, String sentence, @Nullable OpenSentence open, Context context, MappingContext draft) {
        Instant begin = validAt == null ? context.time() : validAt.resolve(scope, draft);
        Instant end = invalidAt == null ? null : invalidAt.resolve(scope, draft);
        if (begin != null && end != null && end.isBefore(begin)) {
            draft.note(Note.TIME_REVERSED);
        }
        return new MappingContext.FactContent(
                sentence,
                open,
                attributes.select(scope, draft),
                begin,
                end,
                vector == null ? null : vector.read(scope));
    }
}
