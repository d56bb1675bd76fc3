package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.source.fields.Fields;
import org.jspecify.annotations.Nullable;

/**
 * An offer, or a question.
 *
 * @param offer null for a question
 * @param asker the key of the record that asks; empty for an offer
 * @param name of the question
 */
public record LookupRequest(String key, @Nullable Fields offer, String asker, String name) {
    static LookupRequest offer(String key, Fields content) {
        return new LookupRequest(key, content, "", "");
    }

    static LookupRequest ask(String key, String asker, String name) {
        return new LookupRequest(key, null, asker, name);
    }

    JoinInput answered(@Nullable Fields answer) {
        return new JoinInput(asker, null, 0, name, answer);
    }
}
