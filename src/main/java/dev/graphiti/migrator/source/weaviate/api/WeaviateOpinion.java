package dev.graphiti.migrator.source.weaviate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.stack.SecondOpinion;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Tells a server that is starting, and what stands before it, from one that has lost something: while it starts, Weaviate
 * answers for seconds that there is no such class, in the same words as for a class that was deleted. So a refusal counts
 * only while the server says that it is ready, and a class is gone only when the schema does not have it.
 *
 * @param base the start of all addresses, with the version
 */
public record WeaviateOpinion(String base) implements SecondOpinion<HttpCall, HttpAnswer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NO_CLASS = Pattern.compile("(?i).*(could not find class|class .*not found).*");

    @Override
    public CompletableFuture<HttpAnswer> ofSuccess(
            HttpCall call, HttpAnswer answer, Exchange<HttpCall, HttpAnswer> server) {
        WeaviateCall asked = WeaviateCall.of(base, call);
        String problem = asked.problemOf(answer.body());
        if (problem != null) {
            String sentence =
                    "%s does not answer as Weaviate does (%s); check source.url".formatted(call.address(), problem);
            return CompletableFuture.failedFuture(HttpFailure.of(Kind.UNREADABLE, sentence));
        }
        return asked.isEmptyPage(answer.body())
                ? whenReady(server).thenApply(ready -> answer)
                : CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<HttpAnswer> ofFailure(
            HttpCall call, HttpFailure failure, Exchange<HttpCall, HttpAnswer> server) {
        if (failure.kind() != Kind.NOT_FOUND && failure.kind() != Kind.REFUSED) {
            return CompletableFuture.failedFuture(failure);
        }
        WeaviateCall asked = WeaviateCall.of(base, call);
        return whenReady(server)
                .thenCompose(isWeaviate -> deniesAClass(asked, failure)
                        ? unlessInSchema(asked, failure, server)
                        : CompletableFuture.<HttpAnswer>failedFuture(
                                isWeaviate && asked.isSchema() ? passing(failure, "") : failure));
    }

    private static boolean deniesAClass(WeaviateCall asked, HttpFailure failure) {
        boolean denies = failure.kind() == Kind.NOT_FOUND
                || NO_CLASS.matcher(failure.sentence()).matches();
        return denies && asked.className() != null;
    }

    /** Whether the server says that it is ready; false where nothing there knows of that. Fails while it is not. */
    private CompletableFuture<Boolean> whenReady(Exchange<HttpCall, HttpAnswer> server) {
        return server.send(HttpCall.get(URI.create(base + "/.well-known/ready")))
                .handle((answer, thrown) -> {
                    HttpFailure failure = HttpFailure.in(thrown);
                    if (failure != null && failure.isPassing()) {
                        throw failure;
                    }
                    return thrown == null;
                });
    }

    private CompletableFuture<HttpAnswer> unlessInSchema(
            WeaviateCall asked, HttpFailure failure, Exchange<HttpCall, HttpAnswer> server) {
        return server.send(HttpCall.get(URI.create(base + "/schema"))).handle((answer, thrown) -> {
            HttpFailure other = HttpFailure.in(thrown);
            if (other != null && other.kind() != Kind.FORBIDDEN) {
                // Every Weaviate has a schema.
                throw other.isPassing() ? other : passing(other, "");
            }
            if (answer != null && mayHave(answer.body(), String.valueOf(asked.className()))) {
                throw passing(failure, ", though the schema has class " + asked.className());
            }
            throw failure;
        });
    }

    /** Whether a schema has a class, or is none at all and says nothing of it. */
    private static boolean mayHave(byte[] schema, String className) {
        try {
            JsonNode classes = JSON.readTree(schema).path("classes");
            for (JsonNode each : classes) {
                if (each.path("class").asText().equals(className)) {
                    return true;
                }
            }
            return !classes.isArray();
        } catch (IOException e) {
            return true;
        }
    }

    private static HttpFailure passing(HttpFailure failure, String though) {
        return new HttpFailure(Kind.UNAVAILABLE, failure.status(), failure.sentence() + though, null);
    }
}
