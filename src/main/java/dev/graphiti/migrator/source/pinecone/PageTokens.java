package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Watches the page tokens of one list, which ends where a page has none and nowhere else. A token that comes back would
 * make the list endless. One token is remembered, and a later one in its place after twice as many pages each time, so
 * a circle of any length is found.
 */
final class PageTokens {
    private final String list;
    private @Nullable String remembered;
    private long pages;
    private long renewal = 1;

    /** @param list what is listed and where, in messages */
    PageTokens(String list) {
        this.list = list;
    }

    /**
     * The token itself.
     *
     * @throws MigratorException when the list would not end
     */
    String checked(String token) {
        if (token.equals(remembered)) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s leads from page to page without an end: the page token '%s' has come twice; check source.host and the proxy, and run again"
                            .formatted(list, shortened(token)));
        }
        pages++;
        if (pages == renewal) {
            remembered = token;
            renewal *= 2;
        }
        return token;
    }

    private static String shortened(String token) {
        return token.length() <= 60 ? token : token.substring(0, 60) + "...";
    }
}
