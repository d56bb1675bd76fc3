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
public record Inquiry(String key, @Nullable Fields offer, String asker, String name) {
    static Inquiry offer(String key, Fields content) {
        return new Inquiry(key, content, "", "");
    }

    static Inquiry ask(String key, String asker, String name) {
        return new Inquiry(key, null, asker, name);
    }

    Piece answered(@Nullable Fields answer) {
        return new Piece(asker, null, 0, name, answer);
    }
}
