package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;

/** Hands out the records of a page while the next one is loaded, so that neither this side nor the server waits. */
final class PagedReader implements RecordReader {
    private final Neo4jConnection connection;
    private final Pages pages;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "neo4j-page");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable CompletableFuture<Page> coming;
    private List<SourceRecord> records = List.of();
    private int index;

    PagedReader(Neo4jConnection connection, Pages pages, String position) {
        this.connection = connection;
        this.pages = pages;
        this.coming = load(position);
    }

    private CompletableFuture<Page> load(String position) {
        return CompletableFuture.supplyAsync(() -> pages.load(position), loader);
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (index == records.size()) {
            if (coming == null) {
                return null;
            }
            Page page = await(coming);
            coming = page.last() ? null : load(page.next());
            records = page.records();
            index = 0;
        }
        return records.get(index++);
    }

    private Page await(CompletableFuture<Page> loading) throws IOException {
        try {
            return loading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a page was being read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Neo4jException failure) {
                throw ServerFailure.whileReading(connection, failure);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        // The thread gives its session back by itself; nobody waits for the page.
        loader.shutdownNow();
    }
}
