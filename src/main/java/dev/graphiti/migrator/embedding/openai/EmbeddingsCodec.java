package dev.graphiti.migrator.embedding.openai;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.stack.Codec;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts and vectors as requests and answers of OpenAI's endpoint. An answer has one result for each text, all of the
 * space's dimension.
 *
 * @param space the vectors' space; null if its dimension is not known
 */
public record EmbeddingsCodec(
        OpenAiOptions options, URI url, @Nullable VectorSpace space, EmbeddingListener listener)
        implements Codec<List<String>, List<EmbeddingResult>> {
    /** A number as text with its sign, 17 digits and exponent, indented on a separate line. */
    private static final int BYTES_OF_COMPONENT = 40;

    private static final int BYTES_OF_ITEM = 1_000;
    /** More than one vector of any dimension, so that a wrong dimension is reported as such. */
    private static final int BYTES_OF_ANSWER = 4 << 20;

    private static final String TOO_LONG = ", more than its vectors can take; check that embedding.base-url is an"
            + " OpenAI-compatible server, or lower embedding.batch-size";

    private OpenAiWire wire() {
        return new OpenAiWire(options);
    }

    @Override
    public HttpCall call(List<String> texts) {
        return HttpCall.post(url, wire().request(texts)).answeredWithin(longestAnswer(texts.size()), TOO_LONG);
    }

    /** So that a server that never stops cannot fill the memory, however many requests are in flight. */
    private long longestAnswer(int texts) {
        return BYTES_OF_ANSWER + texts * (BYTES_OF_ITEM + (long) BYTES_OF_COMPONENT * wire().longestVector(space));
    }

    @Override
    public List<EmbeddingResult> answer(List<String> texts, HttpAnswer answer) {
        OpenAiWire.Answer read = read(answer, texts.size());
        listener.tokensCounted(read.tokens());
        List<EmbeddingResult> results = new ArrayList<>(texts.size());
        for (float[] vector : read.vectors()) {
            results.add(result(vector));
        }
        return results;
    }

    private OpenAiWire.Answer read(HttpAnswer answer, int texts) {
        try {
            return wire().answer(answer.body(), texts);
        } catch (IOException e) {
            boolean ours = e.getClass() == IOException.class;
            throw HttpFailure.of(
                    Kind.UNREADABLE,
                    "the answer of %s %s; check that embedding.base-url is an OpenAI-compatible server"
                            .formatted(url, ours ? e.getMessage() : "is not complete JSON"));
        }
    }

    private EmbeddingResult result(float[] vector) {
        Embedding embedding;
        try {
            embedding = new Embedding(vector);
        } catch (IllegalArgumentException e) {
            return new Rejected(Reason.INVALID_VECTOR, url + " gave no usable vector: " + e.getMessage());
        }
        if (space != null && embedding.dimension() != space.dimension()) {
            throw HttpFailure.of(
                    Kind.UNREADABLE,
                    "model %s gives vectors of dimension %d, not %d; correct the dimension or the model in the section embedding"
                            .formatted(space.model(), embedding.dimension(), space.dimension()));
        }
        return new Embedded(embedding);
    }

    /** Worth another try, but in the end only its text's misfortune. */
    public static boolean hasInvalidVector(List<EmbeddingResult> results) {
        return results.stream()
                .anyMatch(result -> result instanceof Rejected rejected && rejected.reason() == Reason.INVALID_VECTOR);
    }
}
