package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.inference.EmbeddingResult.Embedded;
import dev.graphiti.migrator.inference.EmbeddingResult.Reason;
import dev.graphiti.migrator.inference.EmbeddingResult.Rejected;
import dev.graphiti.migrator.model.Embedding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One request for each call. Its failures are {@link EmbeddingFailure}s, whose verdict is for others to follow. */
final class OpenAiEmbedder implements Embedder {
    /** Enough to read answers while others are on their way; nothing blocks on them. */
    private static final int THREADS = 2;

    private final OpenAiOptions options;
    private final VectorSpace space;
    private final Timing timing;
    private final OpenAiWire wire;
    private final URI url;
    private final HttpVerdict verdict;
    private final ExecutorService executor;
    private final HttpClient http;

    OpenAiEmbedder(OpenAiOptions options, VectorSpace space, Timing timing) {
        this.options = options;
        this.space = space;
        this.timing = timing;
        wire = new OpenAiWire(options);
        url = URI.create(options.baseUrl().replaceAll("/+$", "") + "/embeddings");
        verdict = new HttpVerdict(url.toString(), options.model(), InstantSource.system());
        executor = Executors.newFixedThreadPool(THREADS, Threads.named("graphiti-migrator-embedding-http"));
        // Redirects are not followed, for the key would go with them. HTTP/1.1, because local model servers take
        // the offer of HTTP/2 badly, and eight connections cost nothing.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.timeout())
                .executor(executor)
                .build();
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request(texts), HttpResponse.BodyHandlers.ofByteArray());
        // The client's own timeout ends with the headers; a body that never ends would hold us forever.
        CompletableFuture<Void> deadline = timing.after(options.timeout());
        CompletableFuture<Void> unused = deadline.thenRun(() -> call.cancel(true));
        return call.handle((response, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                throw unreachable(EmbeddingFailure.unwrap(failure));
            }
            return results(HttpAnswer.of(response), texts.size());
        });
    }

    private HttpRequest request(List<String> texts) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(wire.request(texts)));
        Secret key = options.apiKey();
        if (key != null && !key.value().isBlank()) {
            request.header("Authorization", "Bearer " + key.value());
        }
        return request.build();
    }

    private List<EmbeddingResult> results(HttpAnswer answer, int texts) {
        if (!answer.isSuccess()) {
            throw verdict.of(answer, wire.explanation(answer.body()));
        }
        try {
            List<EmbeddingResult> results = new ArrayList<>(texts);
            for (float[] vector : wire.vectors(answer.body(), texts)) {
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

    private EmbeddingFailure unreachable(@Nullable Throwable failure) {
        if (failure instanceof CancellationException) {
            return new EmbeddingFailure(
                    Verdict.UNAVAILABLE,
                    "%s did not answer within %d ms"
                            .formatted(url, options.timeout().toMillis()));
        }
        if (failure instanceof IOException) {
            String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            return new EmbeddingFailure(Verdict.UNAVAILABLE, url + " could not be reached (" + reason + ")");
        }
        return new EmbeddingFailure(Verdict.FATAL, url + " could not be called: " + failure);
    }

    @Override
    public VectorSpace space() {
        return space;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
