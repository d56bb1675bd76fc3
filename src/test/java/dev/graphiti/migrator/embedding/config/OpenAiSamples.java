package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.config.OpenAiOptions.VectorEncoding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Options for tests, which differ from the defaults in one or two values; without a cache unless it is given. */
public final class OpenAiSamples {
    private final OpenAiOptions defaults;
    private @Nullable Integer dimensions;
    private @Nullable Secret apiKey;
    private int batchSize = 256;
    private int concurrency = 8;
    private Duration timeout = Duration.ofSeconds(10);
    private Duration giveUpAfter = Duration.ofSeconds(60);
    private VectorEncoding encoding = VectorEncoding.BASE64;
    private boolean slice;
    private VectorPolicy vectors = VectorPolicy.KEEP;
    private CacheOptions cache = CacheOptions.OFF;

    private OpenAiSamples(OpenAiOptions defaults) {
        this.defaults = defaults;
    }

    public static OpenAiSamples options(String baseUrl, String model) {
        return new OpenAiSamples(OpenAiOptions.of(baseUrl, model));
    }

    public OpenAiSamples dimensions(int value) {
        dimensions = value;
        return this;
    }

    public OpenAiSamples apiKey(Secret value) {
        apiKey = value;
        return this;
    }

    public OpenAiSamples batchSize(int value) {
        batchSize = value;
        return this;
    }

    OpenAiSamples concurrency(int value) {
        concurrency = value;
        return this;
    }

    public OpenAiSamples timeout(Duration value) {
        timeout = value;
        return this;
    }

    public OpenAiSamples giveUpAfter(Duration value) {
        giveUpAfter = value;
        return this;
    }

    public OpenAiSamples floats() {
        encoding = VectorEncoding.FLOAT;
        return this;
    }

    public OpenAiSamples slice() {
        slice = true;
        return this;
    }

    OpenAiSamples reembed() {
        vectors = VectorPolicy.REEMBED;
        return this;
    }

    public OpenAiSamples cache(CacheOptions value) {
        cache = value;
        return this;
    }

    public OpenAiOptions build() {
        return new OpenAiOptions(
                defaults.baseUrl(),
                defaults.model(),
                dimensions,
                apiKey,
                batchSize,
                defaults.maxTokens(),
                concurrency,
                timeout,
                giveUpAfter,
                encoding,
                slice,
                vectors,
                defaults.bundle(),
                cache);
    }
}
