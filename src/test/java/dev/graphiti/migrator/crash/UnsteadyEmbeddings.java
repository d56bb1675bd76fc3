package dev.graphiti.migrator.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An embeddings endpoint that answers differently each time it is asked for the same text, and that can be killed. */
final class UnsteadyEmbeddings implements AutoCloseable {
    static final int DIMENSION = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(4711);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Set<String>> given = new ConcurrentHashMap<>();
    private int port;
    private @Nullable HttpServer server;

    static UnsteadyEmbeddings start() {
        UnsteadyEmbeddings embeddings = new UnsteadyEmbeddings();
        embeddings.startAgain();
        return embeddings;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** Where it was before. */
    synchronized void startAgain() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/", this::answer);
            started.setExecutor(threads);
            started.start();
            port = started.getAddress().getPort();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks off all answers and listens no more. */
    synchronized void kill() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Whether this vector is one of those that were given for this text. */
    boolean gave(String text, String vector) {
        return given.getOrDefault(text, Set.of()).contains(vector);
    }

    /** How many texts were given more than one vector. */
    long answeredDifferently() {
        return given.values().stream().filter(vectors -> vectors.size() > 1).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", "unsteady");
        ArrayNode data = answer.putArray("data");
        JsonNode input = request.path("input");
        for (int i = 0; i < (input.isArray() ? input.size() : 1); i++) {
            String text = input.isArray() ? input.get(i).asText() : input.asText();
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            vector(text).forEach(item.putArray("embedding")::add);
        }
        answer.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<Float> vector(String text) {
        List<Float> vector = new ArrayList<>();
        synchronized (random) {
            for (int i = 0; i < DIMENSION; i++) {
                vector.add(random.nextFloat() - 0.5f);
            }
        }
        given.computeIfAbsent(text, key -> ConcurrentHashMap.newKeySet()).add(vector.toString());
        return vector;
    }

    @Override
    public void close() {
        kill();
        threads.shutdownNow();
    }
}
