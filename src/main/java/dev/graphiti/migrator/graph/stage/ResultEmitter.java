package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.ElementRow;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.ReadableJson;
import dev.graphiti.migrator.model.Revision;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Turns what became of an element into what goes downstream. */
final class ResultEmitter {
    private static final int SHOWN = 100;

    private final Output<StreamRecord<WrittenElement>> output;
    private final OutputTag<DeadLetter> deadLetters;
    private final ElementHash hash = new ElementHash();

    ResultEmitter(Output<StreamRecord<WrittenElement>> output, OutputTag<DeadLetter> deadLetters) {
        this.output = output;
        this.deadLetters = deadLetters;
    }

    /** Of an element that is in the graph. */
    void settled(BatchResult result) {
        Pending pending = result.pending();
        if (result.update() != null) {
            changed(
                    pending,
                    Outcome.UPDATED,
                    result.update().now(),
                    result.update().former());
        } else if (result.fate() == Fate.WRITTEN) {
            changed(pending, Outcome.WRITTEN, pending.row().stored(), null);
        } else {
            kept(pending, result.fate() == Fate.MERGED ? Outcome.MERGED : Outcome.KEPT_CHANGED);
        }
    }

    private void changed(Pending pending, Outcome outcome, StoredElement stored, @Nullable String former) {
        Revision revision = pending.revision();
        ElementHash.Hashes hashes = hash.both(stored);
        emit(
                pending,
                outcome,
                hashes.whole().toString(),
                hashes.fixedPart().toString(),
                revision == null ? null : revision.contentHash(),
                former);
    }

    /** For the next run, the element is still what the last one has left. */
    private void kept(Pending pending, Outcome outcome) {
        Revision revision = pending.revision();
        emit(pending, outcome, pending.lastStored(), null, revision == null ? null : revision.lastContent(), null);
    }

    private void emit(
            Pending pending,
            Outcome outcome,
            @Nullable String storedHash,
            @Nullable String fixedHash,
            @Nullable String contentHash,
            @Nullable String former) {
        GraphElement element = pending.element();
        output.collect(new StreamRecord<>(new WrittenElement(
                element.kind(),
                element.uuid(),
                element.groupId(),
                outcome,
                pending.producer(),
                storedHash,
                fixedHash,
                contentHash,
                pending.row().embedding() != null,
                pending.origin(),
                former)));
    }

    /** @param names the names of those ends that are in the graph, by uuid; null when they cannot be told apart */
    void endpointMissing(Pending pending, @Nullable Map<String, String> names) {
        ElementRow row = pending.row();
        String what = pending.element() instanceof EntityEdge fact
                ? "%s %s (%s: %s)".formatted(row.kind().graphName(), row.uuid(), fact.name(), shown(fact.fact()))
                : "%s %s".formatted(row.kind().graphName(), row.uuid());
        deadLetter(
                pending,
                "endpoint-missing",
                "%s: at the end of the source, %s; migrate the missing elements and run again."
                        .formatted(what, missing(row, names)));
    }

    private static String missing(ElementRow row, @Nullable Map<String, String> names) {
        String source = Objects.requireNonNull(row.sourceUuid());
        String target = Objects.requireNonNull(row.targetUuid());
        if (source.equals(target)) {
            return "its start and target %s is not in the graph".formatted(source);
        }
        String from = names == null ? null : names.get(source);
        String to = names == null ? null : names.get(target);
        if (from != null) {
            return "its target %s is not in the graph, while its start is %s".formatted(target, shown(from));
        }
        if (to != null) {
            return "its start %s is not in the graph, while its target is %s".formatted(source, shown(to));
        }
        return "its start %s %s its target %s %s not in the graph"
                .formatted(source, names == null ? "or" : "and", target, names == null ? "is" : "are");
    }

    private static String shown(String text) {
        return "\"%s\"".formatted(text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…");
    }

    void refused(Pending pending, @Nullable String why) {
        GraphElement element = pending.element();
        deadLetter(
                pending,
                "refused-by-neo4j",
                "%s %s: Neo4j refuses it: %s".formatted(element.kind().graphName(), element.uuid(), why));
    }

    private void deadLetter(Pending pending, String reason, String message) {
        GraphElement element = pending.element();
        output.collect(
                deadLetters,
                new StreamRecord<>(DeadLetter.of(
                        "write",
                        element.kind().graphName(),
                        element.uuid(),
                        reason,
                        message,
                        pending.origin(),
                        Kept.pointer(ReadableJson.of((Record) element)))));
    }
}
