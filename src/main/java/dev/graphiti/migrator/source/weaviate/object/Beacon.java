package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of an object that another one refers to.
 *
 * @param collection its class; null in the old form of beacons, which does not tell it
 */
record Beacon(@Nullable String collection, String id) {
    private static final Pattern FORM = Pattern.compile("weaviate://[^/]+/(?:([^/]+)/)?([^/]+)");

    /** @throws IllegalArgumentException if the text is no beacon */
    static Beacon parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'%s' is not a beacon".formatted(text));
        }
        return new Beacon(form.group(1), UuidOrder.canonical(form.group(2)));
    }
}
