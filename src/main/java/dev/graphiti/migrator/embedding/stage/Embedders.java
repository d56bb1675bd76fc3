package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.client.stack.OutboundClient;
import dev.graphiti.migrator.embedding.BatchingEmbedder;
import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.embedding.ClientEmbedder;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.HashingEmbedder;
import dev.graphiti.migrator.embedding.NeverThrowingEmbedder;
import dev.graphiti.migrator.embedding.SplittingEmbedder;
import dev.graphiti.migrator.embedding.cache.CachingEmbedder;
import dev.graphiti.migrator.embedding.cache.EmbeddingCache;
import dev.graphiti.migrator.embedding.cache.PendingRequests;
import dev.graphiti.migrator.embedding.cache.StoredEmbeddings;
import dev.graphiti.migrator.embedding.config.CacheOptions;
import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.embedding.config.HashingOptions;
import dev.graphiti.migrator.embedding.config.NoEmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.embedding.onnx.OnnxEmbedder;
import dev.graphiti.migrator.embedding.openai.EmbeddingsCodec;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.openai.OpenAiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds embedders; the order of their layers is decided here and nowhere else. */
public final class Embedders {
    private static final Logger LOG = LoggerFactory.getLogger(Embedders.class);

    /** Texts per run of the in-process model: few, so that all its threads are busy to the end of a bundle. */
    private static final int ONNX_CHUNK = 4;

    /** A person waits for the preflight. */
    private static final Duration PREFLIGHT_PATIENCE = Duration.ofSeconds(10);

    private Embedders() {}

    /**
     * An embedder that keeps the promise of {@link Embedder}. Its futures fail with a {@link MigratorException} when the
     * run must stop.
     *
     * @param space the vectors' space, as {@link #preflight} found it
     * @throws MigratorException if the cache or the model cannot be opened
     */
    public static Embedder assemble(EmbeddingOptions options, VectorSpace space, EmbeddingListener listener) {
        if (options instanceof OpenAiOptions openAi) {
            return overHttp(openAi, space, listener, timing());
        }
        if (options instanceof OnnxOptions onnx) {
            return inProcess(onnx, listener);
        }
        if (options instanceof HashingOptions hashing) {
            return new NeverThrowingEmbedder(metered(new HashingEmbedder(hashing.space()), 0, listener));
        }
        throw new IllegalArgumentException("embedding type none makes no vectors");
    }

    /**
     * Innermost first. The client has the layers of every {@link OutboundClient}; what it does not repeat is split here. The
     * cache sees whole calls, so that what is cut into requests is only what has to be made. Nothing escapes the last layer.
     */
    static Embedder overHttp(OpenAiOptions options, VectorSpace space, EmbeddingListener listener, Timing timing) {
        Embedder embedder = new ClientEmbedder(
                client(options, options.giveUpAfter(), space, listener, timing)
                        .concurrent(options.concurrency())
                        .open(),
                space,
                timing);
        embedder = new SplittingEmbedder(embedder);
        embedder = new BatchingEmbedder(embedder, options.batchSize(), options.maxTokens());
        embedder = cached(embedder, options.cache(), listener);
        return new NeverThrowingEmbedder(embedder);
    }

    /** A client that repeats its requests. The dimension is not checked where the space is null. */
    private static OutboundClient<List<String>, List<EmbeddingResult>> client(
            OpenAiOptions options,
            Duration giveUpAfter,
            @Nullable VectorSpace space,
            EmbeddingListener listener,
            Timing timing) {
        OpenAiServer server = new OpenAiServer(
                "embedding", options.baseUrl(), options.model(), options.apiKey(), options.timeout(), giveUpAfter);
        return server.client(new EmbeddingsCodec(options, server.url("/embeddings"), space, listener), listener, timing)
                .doubting(EmbeddingsCodec::hasInvalidVector);
    }

    /** The same order, without what a model in the same process does not need: repetition and splitting. */
    private static Embedder inProcess(OnnxOptions options, EmbeddingListener listener) {
        Embedder embedder = metered(new OnnxEmbedder(options), options.threadCount(), listener);
        embedder = new BatchingEmbedder(embedder, ONNX_CHUNK, Long.MAX_VALUE);
        embedder = cached(embedder, options.cache(), listener);
        return new NeverThrowingEmbedder(embedder);
    }

    private static Embedder cached(Embedder embedder, CacheOptions options, EmbeddingListener listener) {
        try {
            return new CachingEmbedder(embedder, cache(options), PendingRequests.OF_THIS_PROCESS, listener);
        } catch (MigratorException e) {
            embedder.close();
            throw e;
        }
    }

    /** At most so many calls at once, if not 0. */
    private static Embedder metered(Embedder embedder, int concurrency, EmbeddingListener listener) {
        Timing timing = timing();
        return new ClientEmbedder(
                OutboundClient.of(embedder, listener, timing)
                        .concurrent(concurrency)
                        .open(),
                embedder.space(),
                timing);
    }

    private static Timing timing() {
        return new SystemTiming("graphiti-migrator-embedding-timer");
    }

    /**
     * Embeds one short text, so that a wrong address, key, model or dimension shows before anything is read.
     *
     * @return the space of the vectors that will be made, or kept
     * @throws MigratorException with one sentence that says what to do
     */
    public static VectorSpace preflight(EmbeddingOptions options) {
        if (options instanceof NoEmbeddingOptions none) {
            return none.space();
        }
        try (Embedder embedder = trial(options)) {
            EmbeddingResult result =
                    embedder.embed(List.of(SplittingEmbedder.HARMLESS)).join().get(0);
            if (result instanceof EmbeddingResult.Rejected rejected) {
                throw new MigratorException(Fault.EMBEDDING, rejected.message());
            }
            int dimension = ((Embedded) result).embedding().dimension();
            if (dimension > VectorSpace.MAX_DIMENSION) {
                throw new MigratorException(
                        Fault.EMBEDDING,
                        "model %s made a vector with %d dimensions; at most %d are possible, check embedding.base-url and the model"
                                .formatted(embedder.space().model(), dimension, VectorSpace.MAX_DIMENSION));
            }
            return new VectorSpace(embedder.space().model(), dimension);
        } catch (CompletionException e) {
            throw e.getCause() instanceof MigratorException known ? known : e;
        }
    }

    /** Without cache, so that the provider is really asked, and with less patience. */
    private static Embedder trial(EmbeddingOptions options) {
        if (options instanceof OpenAiOptions openAi) {
            Duration patience =
                    openAi.giveUpAfter().compareTo(PREFLIGHT_PATIENCE) < 0 ? openAi.giveUpAfter() : PREFLIGHT_PATIENCE;
            Timing timing = timing();
            VectorSpace known = options.space();
            return new NeverThrowingEmbedder(new SplittingEmbedder(new ClientEmbedder(
                    client(openAi, patience, known, EmbeddingListener.NONE, timing)
                            .open(),
                    known != null ? known : new VectorSpace(openAi.model(), VectorSpace.MAX_DIMENSION),
                    timing)));
        }
        return new NeverThrowingEmbedder(
                options instanceof OnnxOptions onnx
                        ? new OnnxEmbedder(onnx)
                        : new HashingEmbedder(Objects.requireNonNull(options.space())));
    }

    /** A folder that nobody named must not be the reason why a run fails. */
    private static EmbeddingCache cache(CacheOptions options) {
        if (!options.enabled()) {
            return EmbeddingCache.NONE;
        }
        try {
            return new LeasedCache(StoredEmbeddings.OPEN.lease(
                    options.folder().toAbsolutePath().normalize()));
        } catch (MigratorException e) {
            if (options.path() != null) {
                throw e;
            }
            LOG.warn("Embeddings are not cached: {}", e.getMessage());
            return EmbeddingCache.NONE;
        }
    }

    /** Closing it lets go of the cache, which others may be using. */
    private record LeasedCache(RefCounted.Lease<EmbeddingCache> lease) implements EmbeddingCache {
        @Override
        public Map<CacheKey, Embedding> find(List<CacheKey> keys) {
            return lease.value().find(keys);
        }

        @Override
        public void put(Map<CacheKey, Embedding> embeddings) {
            lease.value().put(embeddings);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
