package dev.graphiti.migrator.source.pinecone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.JsonAnswer;
import dev.graphiti.migrator.client.stack.SecondOpinion;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a proxy, and an index that does not know its own namespaces yet, from an end: a namespace that is answered for
 * with 404 is gone only when the statistics of the index do not name it.
 */
record PineconeOpinion() implements SecondOpinion<HttpCall, HttpAnswer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIGNS = List.of("vectors", "documents", "namespace", "usage", "pagination");
    private static final Pattern OF_NAMESPACE =
            Pattern.compile("(.*)/(?:vectors/(?:list|fetch)\\?namespace=([^&]*).*|namespaces/([^/]+)/documents/.*)");

    /** The server's own words follow this in a sentence; a route that it does not have is said in others. */
    private static final Pattern MEANS_NAMESPACE =
            Pattern.compile("(?is).* answered \\d+(?: and says: .*namespace.*)?");

    @Override
    public CompletableFuture<HttpAnswer> ofSuccess(
            HttpCall call, HttpAnswer answer, Exchange<HttpCall, HttpAnswer> server) {
        JsonAnswer json = new JsonAnswer(answer.body());
        boolean reads = OF_NAMESPACE.matcher(call.uri().toString()).matches();
        if (!json.isObject() || (reads && SIGNS.stream().noneMatch(json::names))) {
            String sentence = "the answer of %s is truncated, or not from Pinecone; check source.host and the proxy"
                    .formatted(call.address());
            return CompletableFuture.failedFuture(HttpFailure.of(Kind.UNREADABLE, sentence));
        }
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<HttpAnswer> ofFailure(
            HttpCall call, HttpFailure failure, Exchange<HttpCall, HttpAnswer> server) {
        Matcher asked = OF_NAMESPACE.matcher(call.uri().toString());
        boolean denies = failure.kind() == Kind.NOT_FOUND
                && MEANS_NAMESPACE.matcher(failure.sentence()).matches();
        return denies && asked.matches()
                ? unlessCounted(asked, failure, server)
                : CompletableFuture.failedFuture(failure);
    }

    private static CompletableFuture<HttpAnswer> unlessCounted(
            Matcher asked, HttpFailure failure, Exchange<HttpCall, HttpAnswer> server) {
        String encoded = asked.group(2) == null ? asked.group(3) : asked.group(2);
        String namespace = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        URI statistics = URI.create(asked.group(1) + "/describe_index_stats");
        return server.send(HttpCall.post(statistics, new byte[] {'{', '}'})).handle((answer, thrown) -> {
            HttpFailure other = HttpFailure.in(thrown);
            if (other != null && other.isPassing()) {
                throw other;
            }
            if (answer != null && counts(answer.body(), namespace)) {
                throw new HttpFailure(
                        Kind.UNAVAILABLE,
                        failure.status(),
                        "%s, though the statistics of the index name namespace '%s'"
                                .formatted(failure.sentence(), namespace),
                        null);
            }
            throw failure;
        });
    }

    private static boolean counts(byte[] statistics, String namespace) {
        try {
            JsonNode namespaces = JSON.readTree(statistics).path("namespaces");
            return namespaces.has(namespace) || (namespace.equals(Namespace.DEFAULT) && namespaces.has(""));
        } catch (IOException e) {
            return false;
        }
    }
}
