package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/** Embeds the texts of a bundle by one call, and gives its records back in their order. */
final class EmbedFunction extends RichAsyncFunction<EmbeddingBundle, EmbeddedRecord> {
    private final EmbeddingOptions options;
    private final RecordVectors vectors;
    private transient @Nullable Embedder embedder;
    private transient volatile boolean closed;

    EmbedFunction(EmbeddingOptions options, RecordVectors vectors) {
        this.options = options;
        this.vectors = vectors;
    }

    @Override
    public void open(OpenContext context) {
        try {
            embedder = Embedders.assemble(
                    options,
                    vectors.space(),
                    new EmbeddingMetrics(getRuntimeContext().getMetricGroup()));
        } catch (MigratorException e) {
            throw NonRetryable.because(e);
        }
    }

    @Override
    public void asyncInvoke(EmbeddingBundle bundle, ResultFuture<EmbeddedRecord> result) {
        List<List<String>> texts =
                bundle.records().stream().map(vectors::textsOf).toList();
        CompletableFuture<Collection<EmbeddedRecord>> filled = opened().embed(
                        texts.stream().flatMap(List::stream).toList())
                .thenApply(embedded -> filled(bundle.records(), texts, embedded));
        CompletableFuture<Collection<EmbeddedRecord>> unused = filled.whenComplete((records, failure) -> {
            if (failure == null) {
                result.complete(records);
            } else if (!closed) {
                // What fails because the task ends is not the reason why it ends.
                result.completeExceptionally(forFlink(HttpFailure.unwrap(failure)));
            }
        });
    }

    /** What a person must fix does not get better by starting over. */
    private static @Nullable Throwable forFlink(@Nullable Throwable failure) {
        return failure instanceof MigratorException known ? NonRetryable.because(known) : failure;
    }

    private Embedder opened() {
        if (embedder == null) {
            throw new IllegalStateException("not open");
        }
        return embedder;
    }

    private Collection<EmbeddedRecord> filled(
            List<MappedRecord> records, List<List<String>> texts, List<EmbeddingResult> results) {
        List<EmbeddedRecord> filled = new ArrayList<>(records.size());
        int next = 0;
        for (int i = 0; i < records.size(); i++) {
            int end = next + texts.get(i).size();
            filled.add(vectors.filled(records.get(i), results.subList(next, end)));
            next = end;
        }
        return filled;
    }

    /** Giving up is the embedder's decision; this is for the case that it never takes it. The job starts over. */
    @Override
    public void timeout(EmbeddingBundle bundle, ResultFuture<EmbeddedRecord> result) {
        result.completeExceptionally(new TimeoutException("no vectors were returned for " + bundle));
    }

    @Override
    public void close() {
        closed = true;
        if (embedder != null) {
            embedder.close();
        }
    }
}
