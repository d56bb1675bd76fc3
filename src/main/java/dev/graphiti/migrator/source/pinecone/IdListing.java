package dev.graphiti.migrator.source.pinecone;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the ids of a split come from, page by page. */
interface IdListing extends Closeable {
    /** Asks for the page at a token; null for the first. */
    CompletableFuture<IdPage> page(@Nullable String token);

    @Override
    default void close() throws IOException {}
}
