package dev.graphiti.migrator.embedding.openai;

import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.client.stack.OutboundClient;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.openai.OpenAiServer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients of a server's embeddings endpoint: one request for each call. */
public final class OpenAiEmbeddings {
    private OpenAiEmbeddings() {}

    /**
     * A client that repeats its requests.
     *
     * @param space the vectors' space; null if its dimension is not known
     * @param timing is not closed with the client
     */
    public static OutboundClient<List<String>, List<EmbeddingResult>> client(
            OpenAiOptions options,
            Duration giveUpAfter,
            @Nullable VectorSpace space,
            EmbeddingListener listener,
            Timing timing) {
        OpenAiServer server = new OpenAiServer(
                "embedding", options.baseUrl(), options.model(), options.apiKey(), options.timeout(), giveUpAfter);
        EmbeddingsCodec codec =
                new EmbeddingsCodec(new OpenAiWire(options), server.url("/embeddings"), space, listener);
        return server.client(codec, listener, timing).doubting(EmbeddingsCodec::hasInvalidVector);
    }
}
