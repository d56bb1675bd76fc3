package dev.graphiti.migrator.source;

import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;

/**
 * What a record tells other records, and what it has to learn from them before it can be mapped.
 *
 * @param offers what it tells; of two offers under one key, the first that comes is taken
 * @param asks what it has to learn; no two under one name
 */
public record References(List<Offer> offers, List<Ask> asks) {
    /** The field that is added to a record that asked: a map from the name of each answered question to the answer. */
    public static final String ANSWERS = "@answers";

    public static final References NONE = new References(List.of(), List.of());

    /** What is to be known under a key. */
    public record Offer(String key, Fields content) {}

    /**
     * A question.
     *
     * @param key what is offered under it is the answer; without an offer there is none
     * @param name the answer's place in {@link #ANSWERS}
     */
    public record Ask(String key, String name) {}

    public References {
        offers = List.copyOf(offers);
        asks = List.copyOf(asks);
    }
}
