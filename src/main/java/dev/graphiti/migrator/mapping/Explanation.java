package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record before and after, as text for a terminal. */
final class Explanation {
    private static final int SHOWN = 160;

    private final StringBuilder text = new StringBuilder();
    /** Readers know entities by name, not by uuid. */
    private final Map<String, String> names = new HashMap<>();

    private Explanation() {}

    static String of(SourceRecord record, Mapping mapping) {
        Explanation explanation = new Explanation();
        explanation.line("record   %s %s".formatted(record.origin().collection(), record.origin()));
        record.fields()
                .root()
                .forEach((key, value) -> explanation.line("  %s: %s".formatted(key, JsonText.abridged(value, SHOWN))));
        if (mapping instanceof Mapping.Mapped mapped) {
            explanation.addMapped(mapped);
        } else if (mapping instanceof Mapping.Skipped skipped) {
            explanation.line("skipped  by the rule %s".formatted(skipped.rule()));
        } else if (mapping instanceof Mapping.Rejected rejected) {
            explanation.addDeadLetter(rejected.deadLetter());
        }
        return explanation.text.toString();
    }

    private void addDeadLetter(DeadLetter letter) {
        line("dead letter  %s: %s".formatted(letter.reason(), letter.message()));
    }

    private void addMapped(Mapping.Mapped mapped) {
        MappedRecord record = mapped.record();
        line("becomes  in group %s".formatted(record.groupId()));
        record.entities().forEach(entity -> names.put(entity.uuid(), entity.name()));
        record.episodes().forEach(this::addEpisode);
        record.entities().forEach(this::addEntity);
        record.facts().forEach(this::addFact);
        record.edges().forEach(edge -> line("  mention  of %s".formatted(name(edge.targetNodeUuid()))));
        record.copies()
                .forEach(copy -> line("  copy of  %s %s".formatted(copy.kind().graphName(), copy.uuid())));
        if (!mapped.notes().isEmpty()) {
            line("noted    %s".formatted(mapped.notes().stream().map(Note::word).collect(Collectors.joining(", "))));
        }
    }

    private void addEpisode(EpisodicNode episode) {
        line("  episode  %s".formatted(episode.name()));
        line("    uuid: %s".formatted(episode.uuid()));
        line("    valid_at: %s".formatted(episode.validAt()));
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
        line("    attributes: %s".formatted(entity.attributes().json()));
        addVector(entity.nameEmbedding());
    }

    private void addFact(EntityEdge fact) {
        line("  fact     %s".formatted(fact.fact()));
        line("    uuid: %s".formatted(fact.uuid()));
        line("    (%s)-[%s]->(%s)".formatted(name(fact.sourceNodeUuid()), fact.name(), name(fact.targetNodeUuid())));
        if (fact.validAt() != null || fact.invalidAt() != null) {
            line("    valid_at: %s, invalid_at: %s".formatted(orNone(fact.validAt()), orNone(fact.invalidAt())));
        }
        if (!fact.attributes().isEmpty()) {
            line("    attributes: %s".formatted(fact.attributes().json()));
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

    private static String orNone(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private static String shown(String value) {
        return JsonText.abridged(value, SHOWN);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
