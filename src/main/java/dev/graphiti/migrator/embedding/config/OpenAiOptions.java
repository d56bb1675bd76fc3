package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An embeddings endpoint that speaks OpenAI's protocol. */
@Variant(
        value = "openai",
        description =
                "Any HTTP server with OpenAI's embeddings endpoint: OpenAI, vLLM, Ollama, LiteLLM, TEI and others.")
public record OpenAiOptions(
        @Setting(
                value = "The base address of the API; /embeddings is appended.",
                defaultValue = "https://api.openai.com/v1")
        String baseUrl,

        @Setting(
                value = "The model; it must be the model of the Graphiti that reads the graph.",
                example = "text-embedding-3-small")
        String model,

        @Setting(
                value =
                        "The vectors' dimension, sent to the server as 'dimensions' unless slice is set."
                                + " If omitted, the dimension is detected with a test request. It must be that of the"
                                + " Graphiti that reads the graph: 1024 in the library, 1536 in its MCP server, unless configured.",
                example = "1024",
                min = "1",
                max = "65536")
        @Nullable
        Integer dimensions,

        @Setting(value = "The key, sent as bearer token. If omitted, no key is sent.", example = "${OPENAI_API_KEY}")
        @Nullable
        Secret apiKey,

        @Setting(value = "Texts per request; OpenAI allows 2048.", defaultValue = "256", min = "1", max = "2048")
        int batchSize,

        @Setting(
                value = "Tokens per request. They are estimated without a tokenizer: one token for 3 ASCII"
                        + " characters or 2 other bytes of UTF-8, which is higher than the real number for most"
                        + " texts.",
                defaultValue = "100000",
                min = "1",
                max = "10000000")
        int maxTokens,

        @Setting(
                value = "Maximum number of requests in flight per subtask; temporarily reduced if the server"
                        + " throttles requests.",
                defaultValue = "8",
                min = "1",
                max = "1024")
        int concurrency,

        @Setting(value = "Maximum time of a request.", defaultValue = "30s", min = "100ms", max = "1h")
        Duration timeout,

        @Setting(
                value = "How long a request is retried after rate limits, server errors or timeouts before the run"
                        + " stops.",
                defaultValue = "10min",
                min = "0s",
                max = "7d")
        Duration giveUpAfter,

        @Setting(
                value = "The encoding of vectors in answers; base64 has a third of the size of float. Answers in"
                        + " float are always accepted.",
                defaultValue = "base64")
        VectorEncoding encoding,

        @Setting(
                value = "Whether the model's full vectors are cut to 'dimensions' in the job, as in Graphiti's"
                        + " OpenAI client, instead of requesting short ones from the server.",
                defaultValue = "false")
        boolean slice,

        @Setting(value = "What to do with vectors of the records.", defaultValue = "keep")
        VectorPolicy vectors,

        @Setting("How records are bundled for the embedder.")
        BundleOptions bundle,

        @Setting("The cache of vectors.") CacheOptions cache)
        implements EmbeddingOptions {

    /** How vectors travel in an answer. */
    public enum VectorEncoding {
        BASE64,
        FLOAT
    }

    /** Dimensions that need not be found out. */
    private static final Map<String, Integer> KNOWN = Map.of(
            "text-embedding-3-small", 1536,
            "text-embedding-3-large", 3072,
            "text-embedding-ada-002", 1536);

    public OpenAiOptions {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is empty");
        }
        URI url = URI.create(baseUrl);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("base-url must be of the form https://host/path");
        }
        if (url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException("base-url must hold neither a password nor a query; use api-key");
        }
        if (slice && dimensions == null) {
            throw new IllegalArgumentException("slice needs dimensions, the size to cut to");
        }
    }

    /** All defaults. */
    public static OpenAiOptions of(String baseUrl, String model) {
        return new OpenAiOptions(
                baseUrl,
                model,
                null,
                null,
                256,
                100_000,
                8,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                VectorEncoding.BASE64,
                false,
                VectorPolicy.KEEP,
                BundleOptions.DEFAULT,
                CacheOptions.DEFAULT);
    }

    @Override
    public @Nullable VectorSpace space() {
        Integer dimension = dimensions != null ? dimensions : KNOWN.get(model);
        return dimension == null ? null : new VectorSpace(model, dimension);
    }
}
