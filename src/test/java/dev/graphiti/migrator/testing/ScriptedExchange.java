package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers as it was told to, one command for each request, and then never again. */
public final class ScriptedExchange implements Exchange<HttpCall, HttpAnswer> {
    private final Queue<CompletableFuture<HttpAnswer>> script = new ArrayDeque<>();
    private final List<HttpCall> calls = new ArrayList<>();

    public ScriptedExchange thenAnswer(int status, String body) {
        return thenAnswer(status, body, null);
    }

    public ScriptedExchange thenAnswer(int status, String body, @Nullable String retryAfter) {
        script.add(CompletableFuture.completedFuture(
                new HttpAnswer(status, retryAfter, body.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    public ScriptedExchange thenFail(HttpFailure.Kind kind) {
        script.add(CompletableFuture.failedFuture(HttpFailure.of(kind, "http://host could not be reached")));
        return this;
    }

    public List<HttpCall> calls() {
        return calls;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        calls.add(call);
        CompletableFuture<HttpAnswer> next = script.poll();
        return next == null ? new CompletableFuture<>() : next;
    }
}
