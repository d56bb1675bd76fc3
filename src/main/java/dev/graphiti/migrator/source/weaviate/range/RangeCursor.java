package dev.graphiti.migrator.source.weaviate.range;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.weaviate.api.PageParser;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lists the objects of one range, page by page, and asks for the next page while the last one is being used. */
public final class RangeCursor {
    private static final int ATTEMPTS = 4;

    private final WeaviateApi api;
    private final WeaviateApi.Scope scope;
    private final UuidRange range;
    private int limit;
    private String after;
    private @Nullable CompletableFuture<byte[]> asked;
    private boolean done;

    /**
     * A cursor behind an id of the range, or at its start.
     *
     * @param last empty for the start
     */
    public RangeCursor(WeaviateApi api, WeaviateApi.Scope scope, UuidRange range, String last) {
        this.api = api;
        this.scope = scope;
        this.range = range;
        this.after = last.isEmpty() ? range.cursor() : last;
    }

    /** Asks for the first page, of so many objects. */
    public RangeCursor ask(int pageSize) {
        limit = pageSize;
        asked = api.page(scope, after, limit);
        return this;
    }

    /** Whether {@link #next} need not wait. */
    public boolean isReady() {
        return done || (asked != null && asked.isDone());
    }

    public boolean isDone() {
        return done;
    }

    /**
     * The next objects in the order of their ids; none at the end.
     *
     * @throws HttpFailure when the server refuses
     */
    public List<WeaviateObject> next() throws IOException {
        List<WeaviateObject> page = answer();
        List<WeaviateObject> inside = new ArrayList<>(page.size());
        for (WeaviateObject object : page) {
            if (object.id().compareTo(after) <= 0) {
                throw outOfOrder(object.id());
            }
            after = object.id();
            if (range.endsBefore(after)) {
                done = true;
                break;
            }
            inside.add(object);
        }
        // A short page is no end: only an empty one is.
        done |= page.isEmpty();
        if (!done) {
            asked = api.page(scope, after, limit);
        }
        return inside;
    }

    private List<WeaviateObject> answer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            CompletableFuture<byte[]> page = asked == null ? api.page(scope, after, limit) : asked;
            asked = null;
            try {
                return PageParser.parse(HttpFailure.await(page));
            } catch (HttpFailure e) {
                askForLess(e);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (attempt >= ATTEMPTS) {
                    throw api.senseless("/objects", e);
                }
            }
        }
    }

    private void askForLess(HttpFailure failure) {
        if (failure.kind() != Kind.TOO_LARGE || limit == 1) {
            throw failure;
        }
        limit = Math.max(1, limit / 2);
    }

    private MigratorException outOfOrder(String id) {
        return new MigratorException(
                Fault.SOURCE,
                "%s lists %s of class %s after %s, which is not the order of ids; a cursor is not reliable there"
                        .formatted(api.base(), id, scope.className(), after));
    }
}
