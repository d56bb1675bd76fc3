package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.config.NearestMatch;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.reshape.Reshaped;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.model.OpenSentence.End;
import dev.graphiti.migrator.model.SagaNode;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.text.Formats;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record before and after, as text for a terminal. */
public final class Explanation {
    private static final int SHOWN = 160;
    /** More are chunks of one content. */
    private static final int SHOWN_EPISODES = 3;

    private final StringBuilder text = new StringBuilder();
    /** Readers know entities by name, not by uuid. */
    private final Map<String, String> names = new HashMap<>();
    /** Null where no time is that of the run's start, which a dry run does not know. */
    private @Nullable Instant runStart;

    private final SourceRecord record;

    private Explanation(SourceRecord record) {
        this.record = record;
    }

    static String of(SourceRecord record, Mapping mapping) {
        Explanation explanation = new Explanation(record);
        explanation.addRecord();
        if (mapping instanceof Mapping.Mapped mapped) {
            explanation.addMapped(mapped);
        } else if (mapping instanceof Mapping.Skipped skipped) {
            explanation.line("skipped  by the rule %s".formatted(skipped.rule()));
        } else if (mapping instanceof Mapping.Rejected rejected) {
            explanation.line("dead letter  %s: %s".formatted(rejected.reason(), rejected.message()));
        }
        return explanation.text.toString();
    }

    /** The record, and what its program makes of it. */
    public static String of(SourceRecord record, Reshaped reshaped) {
        Explanation explanation = new Explanation(record);
        explanation.addRecord();
        if (reshaped instanceof Reshaped.Failed failed) {
            explanation.line("dead letter  %s: %s".formatted(failed.reason(), failed.message()));
        } else if (reshaped instanceof Reshaped.Results results) {
            int count = results.records().size();
            explanation.line(
                    count == 0
                            ? "skipped  by the rule " + Reshaper.EMPTY
                            : "reshaped into %s".formatted(Formats.count(count, "record", "records")));
        }
        return explanation.text.toString();
    }

    private void addRecord() {
        line("record   %s %s".formatted(record.origin().collection(), record.origin()));
        record.fields()
                .root()
                .forEach((key, value) -> line("  %s: %s".formatted(key, JsonText.abridged(value, SHOWN))));
    }

    private void addMapped(Mapping.Mapped mapped) {
        MappedRecord made = mapped.record();
        line("becomes  in group %s".formatted(made.groupId()));
        boolean isAnyAtStart = mapped.notes().contains(Note.TIME_FROM_RUN_START);
        made.elements().forEach(this::addName);
        runStart = isAnyAtStart
                ? made.elements().stream()
                        .findFirst()
                        .map(GraphElement::createdAt)
                        .orElse(null)
                : null;
        addElements(made);
        if (!mapped.notes().isEmpty()) {
            line("noted    %s"
                    .formatted(mapped.notes().stream().map(this::shown).collect(Collectors.joining(", "))));
        }
    }

    /** Of many chunks the first few, and what all of them mention once. */
    private void addElements(MappedRecord made) {
        List<String> episodes =
                made.all(EpisodicNode.class).stream().map(EpisodicNode::uuid).toList();
        Set<String> repeating = Set.copyOf(episodes.stream().skip(1).toList());
        Set<String> hidden = Set.copyOf(episodes.stream().skip(SHOWN_EPISODES).toList());
        for (GraphElement element : made.elements()) {
            boolean isRepeated = element.kind() == ElementKind.MENTIONS
                    && element instanceof StructuralEdge edge
                    && repeating.contains(edge.sourceNodeUuid());
            if (!isRepeated && !hidden.contains(element.uuid())) {
                add(element);
            }
        }
        if (!hidden.isEmpty()) {
            line("  and %s".formatted(Formats.count(hidden.size(), "more episode", "more episodes")));
        }
    }

    private void addName(GraphElement element) {
        if (element instanceof EpisodicNode episode) {
            names.put(episode.uuid(), "the episode " + episode.name());
        } else if (element instanceof EntityNode entity) {
            names.put(entity.uuid(), entity.name());
        } else if (element instanceof CommunityNode community) {
            names.put(community.uuid(), community.name());
        } else if (element instanceof SagaNode saga) {
            names.put(saga.uuid(), saga.name());
        }
    }

    private void add(GraphElement element) {
        if (element instanceof CopiedElement copy) {
            line("  copy of  %s %s".formatted(copy.kind().graphName(), copy.uuid()));
            return;
        }
        switch (element.kind()) {
            case EPISODIC -> addEpisode((EpisodicNode) element);
            case ENTITY -> addEntity((EntityNode) element);
            case COMMUNITY -> addCommunity((CommunityNode) element);
            case SAGA -> addSaga((SagaNode) element);
            case RELATES_TO -> addFact((EntityEdge) element);
            case MENTIONS, HAS_MEMBER, HAS_EPISODE, NEXT_EPISODE -> addEdge((StructuralEdge) element);
        }
    }

    private String shown(Note note) {
        if (note.count() > 1) {
            return note.word() + " " + note.count();
        }
        String path = note.missingPath();
        String nearest = path == null
                ? null
                : NearestMatch.nearest(path, record.fields().root().keySet());
        return nearest == null ? note.word() : "%s (is it %s?)".formatted(note.word(), nearest);
    }

    private void addEpisode(EpisodicNode episode) {
        line("  episode  %s".formatted(episode.name()));
        line("    uuid: %s".formatted(episode.uuid()));
        line("    valid_at: %s".formatted(time(episode.validAt())));
        line("    %s from %s: %s"
                .formatted(episode.source().graphName(), episode.sourceDescription(), shown(episode.content())));
    }

    private void addEntity(EntityNode entity) {
        line("  entity   %s".formatted(entity.name()));
        line("    uuid: %s".formatted(entity.uuid()));
        line("    labels: %s".formatted(String.join(", ", entity.labels())));
        if (!entity.summary().isEmpty()) {
            line("    summary: %s".formatted(shown(entity.summary())));
        }
        line("    attributes: %s".formatted(JsonText.whole(entity.attributes().values())));
        addVector(entity.nameEmbedding());
    }

    private void addCommunity(CommunityNode community) {
        line("  community  %s".formatted(community.name()));
        line("    uuid: %s".formatted(community.uuid()));
        if (!community.summary().isEmpty()) {
            line("    summary: %s".formatted(shown(community.summary())));
        }
        addVector(community.nameEmbedding());
    }

    private void addSaga(SagaNode saga) {
        line("  saga     %s".formatted(saga.name()));
        line("    uuid: %s".formatted(saga.uuid()));
    }

    private void addEdge(StructuralEdge edge) {
        if (edge.kind() == ElementKind.MENTIONS) {
            line("  mention  of %s".formatted(name(edge.targetNodeUuid())));
        } else {
            line("  edge     (%s)-[%s]->(%s)"
                    .formatted(node(edge.sourceNodeUuid()), edge.kind().graphName(), node(edge.targetNodeUuid())));
        }
    }

    private void addFact(EntityEdge fact) {
        OpenSentence open = fact.openSentence();
        line("  fact     %s"
                .formatted(
                        open == null
                                ? fact.fact()
                                : open.with(End.SOURCE, "{from.name}")
                                        .with(End.TARGET, "{to.name}")
                                        .text()));
        line("    uuid: %s".formatted(fact.uuid()));
        line("    (%s)-[%s]->(%s)".formatted(name(fact.sourceNodeUuid()), fact.name(), name(fact.targetNodeUuid())));
        if (fact.validAt() != null || fact.invalidAt() != null) {
            line("    valid_at: %s, invalid_at: %s".formatted(time(fact.validAt()), time(fact.invalidAt())));
        }
        if (!fact.attributes().isEmpty()) {
            line("    attributes: %s".formatted(JsonText.whole(fact.attributes().values())));
        }
        addVector(fact.factEmbedding());
    }

    private void addVector(@Nullable Embedding embedding) {
        if (embedding != null) {
            line("    vector: %d dimensions".formatted(embedding.dimension()));
        }
    }

    private String name(String uuid) {
        return names.getOrDefault(uuid, "another record's entity " + uuid);
    }

    private String node(String uuid) {
        return names.getOrDefault(uuid, "another record's node " + uuid);
    }

    private String time(@Nullable Instant time) {
        return time == null ? "none" : time.equals(runStart) ? "the start of the run" : time.toString();
    }

    private static String shown(String value) {
        return JsonText.abridged(value, SHOWN);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
