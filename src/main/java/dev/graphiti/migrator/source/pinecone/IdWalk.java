package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.HttpFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Walks through the ids of a split from a position on, always asking for one page more than is needed. A page without ids is
 * no end: the list ends where a page names no next one. */
final class IdWalk implements Closeable {
    private final PineconeSplit split;
    private final IdListing listing;
    private final PineconePosition start;
    private final PageTokens tokens;
    private final Deque<ListedId> known = new ArrayDeque<>();

    private @Nullable String token;
    private @Nullable CompletableFuture<IdPage> asked;
    /** Whether all ids that were taken before the position are passed. */
    private boolean passed;

    IdWalk(PineconeSplit split, IdListing listing, PineconePosition start) {
        this.split = split;
        this.listing = listing;
        this.start = start;
        tokens = new PageTokens("the list of ids of split " + split.name());
        ask(start.token());
    }

    /** How many were taken before the position. */
    long taken() {
        return start.count();
    }

    private void ask(@Nullable String next) {
        token = next;
        asked = listing.page(next);
    }

    /**
     * Whether another id is known, or comes if it may be waited for.
     *
     * @throws HttpFailure when it was waited for and does not come
     */
    boolean has(boolean mayWait) throws IOException {
        while (known.isEmpty() && asked != null && (mayWait || isHere(asked))) {
            arrive(HttpFailure.await(asked));
        }
        return !known.isEmpty();
    }

    /** A page that does not come is told to who waits for it, after all that came before. */
    private static boolean isHere(CompletableFuture<IdPage> page) {
        return page.isDone() && !page.isCompletedExceptionally();
    }

    /** Whether a page is on its way and not there yet. */
    boolean isWaiting() {
        return asked != null && !asked.isDone();
    }

    private void arrive(IdPage page) {
        List<String> ids = passed ? page.ids() : behindStart(page.ids());
        String before = split.before();
        String here = token;
        String next = page.next();
        for (String id : ids) {
            if (before != null && compare(id, before) >= 0) {
                next = null;
                break;
            }
            known.add(new ListedId(id, here));
        }
        asked = null;
        if (next != null) {
            ask(tokens.checked(next));
        }
    }

    /**
     * The page of the position is read again, without what was taken of it; that may have been deleted since. It may also
     * come in smaller pieces than before, so that ids that were taken stand on the pages after it.
     */
    private List<String> behindStart(List<String> ids) {
        String last = start.lastId();
        if (last == null) {
            passed = true;
            return ids;
        }
        int at = ids.indexOf(last);
        passed = at >= 0 || split.file() != null;
        if (passed) {
            return ids.subList(at + 1, ids.size());
        }
        List<String> rest = new ArrayList<>(ids);
        rest.removeIf(id -> compare(id, last) <= 0);
        passed = !rest.isEmpty();
        return rest;
    }

    /** In the order of bytes, in which Pinecone lists. */
    static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    ListedId peek() {
        return known.getFirst();
    }

    ListedId take() {
        return known.removeFirst();
    }

    @Override
    public void close() throws IOException {
        listing.close();
    }
}
