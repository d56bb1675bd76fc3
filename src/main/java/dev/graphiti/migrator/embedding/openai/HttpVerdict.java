package dev.graphiti.migrator.embedding.openai;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.RetryAfter;
import dev.graphiti.migrator.embedding.EmbeddingFailure;
import dev.graphiti.migrator.embedding.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Says what an answer that is no success means, in one sentence that names the address and never the key. */
record HttpVerdict(String url, String model, InstantSource clock) {
    /** {@code serverSays} is the server's own explanation, free of secrets. */
    EmbeddingFailure of(HttpAnswer answer, String serverSays) {
        int status = answer.status();
        String said = serverSays.isEmpty() ? "" : " and says: " + serverSays;
        return switch (status) {
            case 400, 413, 422 -> failure(Verdict.REFUSED, status, said);
            case 401, 403 ->
                // The server's words are left out: they may quote the key.
                failure(Verdict.FATAL, status, "; set embedding.api-key to a key that may use model '" + model + "'");
            case 402 -> noCredit(status);
            case 404, 405, 410 ->
                failure(
                        Verdict.FATAL,
                        status,
                        said + "; check embedding.base-url, and that the server has the model '" + model + "'");
            case 429 -> throttled(answer, serverSays);
            case 408, 425 -> unavailable(answer, said);
            default -> other(answer, said);
        };
    }

    private EmbeddingFailure other(HttpAnswer answer, String said) {
        int status = answer.status();
        boolean permanent = status == 501 || status == 505;
        if (status >= 500 && !permanent) {
            return unavailable(answer, said);
        }
        return failure(Verdict.FATAL, status, said + "; check embedding.base-url");
    }

    /** OpenAI uses one status for "too fast" and for "no money"; waiting helps the first only. */
    private EmbeddingFailure throttled(HttpAnswer answer, String serverSays) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (body.contains("insufficient_quota")) {
            return noCredit(answer.status());
        }
        String said = serverSays.isEmpty() ? "" : " and says: " + serverSays;
        return new EmbeddingFailure(
                Verdict.THROTTLED,
                url + " answered " + answer.status() + said,
                RetryAfter.parse(answer.retryAfter(), clock.instant()));
    }

    private EmbeddingFailure noCredit(int status) {
        return failure(Verdict.FATAL, status, ": the account has no credit left; add some and resume the run");
    }

    private EmbeddingFailure unavailable(HttpAnswer answer, String said) {
        return new EmbeddingFailure(
                Verdict.UNAVAILABLE,
                url + " answered " + answer.status() + said,
                RetryAfter.parse(answer.retryAfter(), clock.instant()));
    }

    private EmbeddingFailure failure(Verdict verdict, int status, String rest) {
        return new EmbeddingFailure(verdict, url + " answered " + status + rest);
    }
}
