package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A server with OpenAI's embeddings endpoint as its reference describes it, as strict as the real one: key, media type,
 * model, known arguments only, number of inputs, tokens of one and of all. Misbehaves on command, one command for each
 * request, and then answers well again. Its vectors follow from the texts.
 */
public final class OpenAiStandIn implements AutoCloseable {
    public static final String KEY = "sk-stand-in-0123456789";
    public static final String MODEL = "text-embedding-3-small";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final OpenAiContract contract;
    private final Queue<Misbehavior> commands = new ConcurrentLinkedQueue<>();
    private final Queue<String> embedded = new ConcurrentLinkedQueue<>();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Predicate<String> zeros = text -> false;
    private volatile Predicate<String> unanswered = text -> false;
    private volatile int answeredAtOnce = Integer.MAX_VALUE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private OpenAiStandIn(HttpServer server, int dimension) {
        this.server = server;
        contract = new OpenAiContract(dimension);
    }

    /** Listens on a free port of this machine; its model has so many dimensions. */
    public static OpenAiStandIn start(int dimension) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OpenAiStandIn standIn = new OpenAiStandIn(server, dimension);
            server.createContext("/", standIn::handle);
            server.setExecutor(standIn.threads);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The next requests meet these, in this order. */
    public OpenAiStandIn then(Misbehavior... misbehaviors) {
        commands.addAll(List.of(misbehaviors));
        return this;
    }

    public OpenAiStandIn thenTimes(int times, Misbehavior misbehavior) {
        for (int i = 0; i < times; i++) {
            commands.add(misbehavior);
        }
        return this;
    }

    /** These texts get a vector of zeros, always. */
    public OpenAiStandIn givesZerosFor(Predicate<String> texts) {
        zeros = texts;
        return this;
    }

    /** Requests with one of these texts get no answer, ever. */
    public OpenAiStandIn hangsAt(Predicate<String> texts) {
        unanswered = texts;
        return this;
    }

    /** From so many more texts on, answers wait until more or all of them may go; those that wait by now go at once. */
    public OpenAiStandIn holdsBackAfter(int texts) {
        CountDownLatch before = gate;
        gate = new CountDownLatch(1);
        answeredAtOnce = embedded.size() + texts;
        before.countDown();
        return this;
    }

    /** Gives all answers that were held back. */
    public void holdsNothingBack() {
        answeredAtOnce = Integer.MAX_VALUE;
        gate.countDown();
    }

    /** How many requests have been left without an answer. */
    public int hanging() {
        return hanging.size();
    }

    public int requests() {
        return requests.get();
    }

    /** All texts that were given a vector in a good answer, one by one. */
    public List<String> embedded() {
        return List.copyOf(embedded);
    }

    public int mostInFlight() {
        return mostInFlight.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Misbehavior command = commands.poll();
            if (command != null && command.replies(exchange, hanging)) {
                return;
            }
            reply(exchange, body, command == null ? Misbehavior.NONE : command);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void reply(HttpExchange exchange, byte[] body, Misbehavior command) throws IOException {
        OpenAiContract.Refusal refusal = contract.check(exchange, body);
        if (refusal != null) {
            send(exchange, refusal.status(), refusal.json());
            return;
        }
        JsonNode request = JSON.readTree(body);
        List<String> inputs = new ArrayList<>();
        if (request.get("input").isTextual()) {
            inputs.add(request.get("input").textValue());
        } else {
            request.get("input").forEach(input -> inputs.add(input.textValue()));
        }
        if (inputs.stream().anyMatch(unanswered)) {
            hanging.add(exchange);
            return;
        }
        if (embedded.size() >= answeredAtOnce) {
            awaitGate();
        }
        String answer = contract.answer(request, inputs, zeros);
        send(exchange, 200, command.spoil(answer));
        if (command == Misbehavior.NONE) {
            embedded.addAll(inputs);
        }
    }

    private void awaitGate() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed while answers were held back", e);
        }
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        hanging.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
