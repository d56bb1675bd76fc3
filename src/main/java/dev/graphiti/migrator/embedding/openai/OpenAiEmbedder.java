package dev.graphiti.migrator.embedding.openai;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpExchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.client.JdkExchange;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingFailure;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.Verdict;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request for each call. Its failures are {@link EmbeddingFailure}s, whose verdict is for others to follow. */
public final class OpenAiEmbedder implements Embedder {
    /** A number as text with its sign, 17 digits and exponent, on a line of its own and indented. */
    private static final int BYTES_OF_COMPONENT = 40;

    private static final int BYTES_OF_ITEM = 1_000;
    /** More than one vector of any dimension, so that a wrong dimension is reported as such. */
    private static final int BYTES_OF_ANSWER = 4 << 20;

    private final VectorSpace space;
    private final OpenAiWire wire;
    private final URI url;
    private final HttpVerdict verdict;
    private final HttpExchange http;
    private final EmbeddingListener listener;

    public OpenAiEmbedder(OpenAiOptions options, VectorSpace space, EmbeddingListener listener, Timing timing) {
        this.space = space;
        this.listener = listener;
        wire = new OpenAiWire(options);
        url = URI.create(options.baseUrl().replaceAll("/+$", "") + "/embeddings");
        verdict = new HttpVerdict(url.toString(), options.model(), InstantSource.system());
        http = new JdkExchange(
                HttpOptions.withTimeouts(options.timeout(), options.giveUpAfter()),
                headers(options.apiKey()),
                timing,
                "graphiti-migrator-embedding-http");
    }

    private static Map<String, Secret> headers(@Nullable Secret key) {
        return key == null || key.value().isBlank()
                ? Map.of()
                : Map.of("Authorization", new Secret("Bearer " + key.value()));
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        HttpCall call = HttpCall.post(url, wire.request(texts)).answeredWithin(longestAnswer(texts.size()));
        return http.send(call).handle((answer, failure) -> {
            if (failure != null) {
                throw failed(failure);
            }
            return results(answer, texts.size());
        });
    }

    /** So that a server that never stops cannot fill the memory, however many requests are in flight. */
    private long longestAnswer(int texts) {
        return BYTES_OF_ANSWER + texts * (BYTES_OF_ITEM + (long) BYTES_OF_COMPONENT * wire.longestVector(space));
    }

    private List<EmbeddingResult> results(HttpAnswer answer, int texts) {
        if (!answer.isSuccess()) {
            throw verdict.of(answer, wire.explanation(answer.body()));
        }
        try {
            OpenAiWire.Answer read = wire.answer(answer.body(), texts);
            listener.tokensCounted(read.tokens());
            List<EmbeddingResult> results = new ArrayList<>(texts);
            for (float[] vector : read.vectors()) {
                results.add(result(vector));
            }
            return results;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private EmbeddingResult result(float[] vector) {
        try {
            return new Embedded(new Embedding(vector));
        } catch (IllegalArgumentException e) {
            return new Rejected(Reason.INVALID_VECTOR, url + " gave no usable vector: " + e.getMessage());
        }
    }

    private EmbeddingFailure unreadable(IOException e) {
        boolean ours = e.getClass() == IOException.class;
        return new EmbeddingFailure(
                Verdict.UNREADABLE,
                "the answer of " + url + " " + (ours ? e.getMessage() : "is not complete JSON")
                        + "; check that embedding.base-url is an OpenAI-compatible server");
    }

    private EmbeddingFailure failed(Throwable thrown) {
        HttpFailure failure = HttpFailure.in(thrown);
        if (failure == null) {
            return new EmbeddingFailure(Verdict.FATAL, url + " could not be called: " + thrown);
        }
        String advice = failure.kind() == HttpFailure.Kind.TOO_LARGE
                ? ", more than its vectors can take; check that embedding.base-url is an OpenAI-compatible server, or lower"
                        + " embedding.batch-size"
                : "";
        return new EmbeddingFailure(
                failure.isPassing() ? Verdict.UNAVAILABLE : Verdict.FATAL, failure.sentence() + advice);
    }

    @Override
    public VectorSpace space() {
        return space;
    }

    @Override
    public void close() {
        http.close();
    }
}
