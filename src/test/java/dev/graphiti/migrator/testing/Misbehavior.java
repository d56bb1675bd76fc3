package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can go wrong with one answer of {@link OpenAiStandIn}. */
public final class Misbehavior {
    static final Misbehavior NONE = new Misbehavior(null, answer -> answer);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable Reply reply;
    private final Spoiler spoiler;

    private interface Reply {
        void to(HttpExchange exchange, Queue<HttpExchange> hanging) throws IOException;
    }

    private interface Spoiler {
        String spoil(String answer);
    }

    private Misbehavior(@Nullable Reply reply, Spoiler spoiler) {
        this.reply = reply;
        this.spoiler = spoiler;
    }

    private static Misbehavior replying(Reply reply) {
        return new Misbehavior(reply, answer -> answer);
    }

    private static Misbehavior spoiling(Spoiler spoiler) {
        return new Misbehavior(null, spoiler);
    }

    public static Misbehavior status(int status) {
        return status(status, "something is wrong");
    }

    public static Misbehavior status(int status, String message) {
        return replying((exchange, hanging) ->
                OpenAiStandIn.send(exchange, status, "{\"error\":{\"message\":\"" + message + "\"}}"));
    }

    /** Answers this, whatever was asked. */
    public static Misbehavior reply(int status, String body) {
        return replying((exchange, hanging) -> OpenAiStandIn.send(exchange, status, body));
    }

    /**
     * Asks to come back later.
     *
     * @param retryAfter seconds or a date
     */
    public static Misbehavior tooManyRequests(String retryAfter) {
        return replying((exchange, hanging) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            OpenAiStandIn.send(
                    exchange, 429, "{\"error\":{\"message\":\"Rate limit reached\",\"code\":\"rate_limit\"}}");
        });
    }

    public static Misbehavior noCreditLeft() {
        return replying((exchange, hanging) -> OpenAiStandIn.send(
                exchange,
                429,
                "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));
    }

    /** No answer, ever. */
    public static Misbehavior hangs() {
        return replying((exchange, hanging) -> hanging.add(exchange));
    }

    /** A beginning of an answer, and then nothing, ever. */
    public static Misbehavior stalls() {
        return replying((exchange, hanging) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hanging.add(exchange);
        });
    }

    public static Misbehavior closesConnection() {
        return replying((exchange, hanging) -> exchange.close());
    }

    public static Misbehavior halfJson() {
        return spoiling(answer -> answer.substring(0, answer.length() / 2));
    }

    /** The answer, changed by this. */
    public static Misbehavior mangled(UnaryOperator<String> change) {
        return spoiling(change::apply);
    }

    /** Something else, for instance what a proxy says. */
    public static Misbehavior answer(String json) {
        return spoiling(answer -> json);
    }

    public static Misbehavior emptyBody() {
        return spoiling(answer -> "");
    }

    public static Misbehavior oneVectorTooFew() {
        return onData(data -> data.remove(0));
    }

    /** Which OpenAI may do: the index says which text a vector belongs to. */
    public static Misbehavior reversedOrder() {
        return onData(data -> {
            for (int i = data.size() - 1; i >= 0; i--) {
                data.add(data.remove(i));
            }
        });
    }

    public static Misbehavior floatsInsteadOfBase64() {
        return onData(data -> data.forEach(item -> {
            ArrayNode numbers = JSON.createArrayNode().add(1.5).add(-2).add(0.25);
            ((ObjectNode) item).set("embedding", numbers);
        }));
    }

    private interface Change {
        void to(ArrayNode data);
    }

    private static Misbehavior onData(Change change) {
        return spoiling(answer -> {
            try {
                ObjectNode root = (ObjectNode) JSON.readTree(answer);
                change.to((ArrayNode) root.get("data"));
                return root.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Whether the request is dealt with. */
    boolean replies(HttpExchange exchange, Queue<HttpExchange> hanging) throws IOException {
        if (reply == null) {
            return false;
        }
        reply.to(exchange, hanging);
        return true;
    }

    String spoil(String answer) {
        return spoiler.spoil(answer);
    }
}
