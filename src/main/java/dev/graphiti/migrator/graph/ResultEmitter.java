package dev.graphiti.migrator.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WrittenElement.Outcome;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.GraphElement;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Turns what became of an element into what goes downstream. */
final class ResultEmitter {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int RAW_LIMIT = 4096;

    private final Output<StreamRecord<WrittenElement>> output;
    private final OutputTag<DeadLetter> deadLetters;
    private final ContentHash contentHash = new ContentHash();

    ResultEmitter(Output<StreamRecord<WrittenElement>> output, OutputTag<DeadLetter> deadLetters) {
        this.output = output;
        this.deadLetters = deadLetters;
    }

    void settled(Pending pending, Outcome outcome, @Nullable String before) {
        GraphElement element = pending.element();
        ElementRow row = pending.row();
        output.collect(new StreamRecord<>(new WrittenElement(
                element.kind(),
                element.uuid(),
                element.groupId(),
                outcome,
                contentHash.of(row),
                row.embedding() != null,
                pending.origin(),
                before)));
    }

    void endpointMissing(Pending pending) {
        ElementRow row = pending.row();
        deadLetter(
                pending,
                "endpoint-missing",
                "%s %s: at the end of the source, its end %s or %s is not in the graph; migrate that node and replay."
                        .formatted(row.kind().graphName(), row.uuid(), row.sourceUuid(), row.targetUuid()));
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
                new StreamRecord<>(new DeadLetter(
                        "write",
                        element.kind().graphName(),
                        element.uuid(),
                        reason,
                        message,
                        pending.origin(),
                        raw(pending.row()))));
    }

    private static String raw(ElementRow row) {
        TreeMap<String, String> texts = new TreeMap<>();
        row.properties().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        String text = JSON.valueToTree(texts).toString();
        return text.length() <= RAW_LIMIT ? text : text.substring(0, RAW_LIMIT);
    }
}
