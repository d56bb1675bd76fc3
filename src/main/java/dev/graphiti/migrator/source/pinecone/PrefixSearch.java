package dev.graphiti.migrator.source.pinecone;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a namespace into parts by the prefixes that its ids have: asks, for every next character that an id can have,
 * whether there is such an id, and goes deeper where there are many. Ids are ASCII. What sorts before the first
 * printable character, such as the prefix itself being an id, is a part of its own: it stands at the head of the list.
 *
 * <p>How many ids a prefix has is known only when they fit in a page; the others share the rest equally.
 */
final class PrefixSearch {
    private static final char FIRST = '!';
    private static final char LAST = 0x7F;

    /** Pages asked for at most: beyond it, parts stay as large as they are. */
    private static final int MAX_PROBES = 4_000;

    private final PineconeClient client;
    private final URI host;
    private final int target;
    private int probes;

    /**
     * Some ids of the namespace.
     *
     * @param records how many there are, estimated
     * @param firstPage the first one with ids; null if it was not asked for
     */
    record Part(PineconeSplit split, long records, @Nullable IdPage firstPage) {
        boolean isComplete() {
            return firstPage != null && firstPage.next() == null;
        }
    }

    PrefixSearch(PineconeClient client, URI host, int target) {
        this.client = client;
        this.host = host;
        this.target = target;
    }

    List<Part> split(Namespace namespace) throws IOException {
        PineconeSplit whole = PineconeSplit.ofPrefix(host, namespace.name(), "");
        List<Part> parts = new ArrayList<>();
        Queue<Part> open = new ArrayDeque<>();
        open.add(new Part(whole, namespace.records(), null));
        while (!open.isEmpty()) {
            Part part = open.remove();
            if (part.records() <= target || part.isComplete() || probes + LAST - FIRST > MAX_PROBES) {
                parts.add(part);
            } else {
                divide(part, parts, open);
            }
        }
        return parts;
    }

    private void divide(Part part, List<Part> parts, Queue<Part> open) throws IOException {
        PineconeSplit split = part.split();
        Map<Character, IdPage> pages = probe(split);
        long head = headOf(part);
        if (head > 0) {
            parts.add(new Part(split.before(split.prefix() + FIRST), head, null));
        }
        long known = head
                + pages.values().stream()
                        .filter(page -> page.next() == null)
                        .mapToLong(page -> page.ids().size())
                        .sum();
        long large = pages.values().stream().filter(page -> page.next() != null).count();
        long each = large == 0 ? 0 : Math.max(PineconeWire.PAGE, (part.records() - known) / large);
        pages.forEach((next, page) -> {
            PineconeSplit child = PineconeSplit.ofPrefix(host, split.namespace(), split.prefix() + next);
            open.add(new Part(child, page.next() == null ? page.ids().size() : each, page));
        });
    }

    /** The first page with ids for every next character with which there is one. */
    private Map<Character, IdPage> probe(PineconeSplit split) throws IOException {
        Map<Character, CompletableFuture<IdPage>> asked = new LinkedHashMap<>();
        for (char next = FIRST; next <= LAST; next++) {
            probes++;
            asked.put(next, client.firstIds(host, split.namespace(), split.prefix() + next));
        }
        Map<Character, IdPage> pages = new LinkedHashMap<>();
        for (Map.Entry<Character, CompletableFuture<IdPage>> entry : asked.entrySet()) {
            IdPage page = PineconeClient.wait(entry.getValue());
            if (!page.ids().isEmpty()) {
                pages.put(entry.getKey(), page);
            }
        }
        return pages;
    }

    /** How many ids of the first page stand before the first printable character. */
    private long headOf(Part part) throws IOException {
        PineconeSplit split = part.split();
        IdPage page = part.firstPage();
        if (page == null) {
            page = PineconeClient.wait(client.firstIds(host, split.namespace(), split.prefix()));
        }
        String border = split.prefix() + FIRST;
        return page.ids().stream().filter(id -> IdWalk.compare(id, border) < 0).count();
    }
}
