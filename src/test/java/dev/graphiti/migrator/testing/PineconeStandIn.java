package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graphiti.migrator.testing.PineconeContract.Answer;
import dev.graphiti.migrator.testing.PineconeContract.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * A server that answers like Pinecone and is as strict: key, version, page size, tokens, quotas, length of addresses.
 * Misbehaves on command, one command for each request for ids or records, and then answers well again. It is not
 * Pinecone, and holds its records in memory.
 */
public final class PineconeStandIn implements AutoCloseable {
    public static final String KEY = "pc-stand-in-0123456789";
    public static final String INDEX = "articles";

    private static final Set<String> VERSIONS =
            Set.of("2024-07", "2024-10", "2025-01", "2025-04", "2025-10", "2026-04", "2026-07");

    private final HttpServer server;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final PineconeContract contract;
    private final Queue<Misbehavior> commands = new ConcurrentLinkedQueue<>();
    private final Queue<Misbehavior> statisticsCommands = new ConcurrentLinkedQueue<>();
    private final Queue<Misbehavior> fetchCommands = new ConcurrentLinkedQueue<>();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final AtomicInteger throttled = new AtomicInteger();
    private final Map<String, RequestQuota> quotas = new ConcurrentHashMap<>();
    private volatile Duration latency = Duration.ZERO;
    private volatile FetchListener listener = fetch -> {};
    private final AtomicInteger fetches = new AtomicInteger();

    /** Hears of each request for records before it is answered. */
    @FunctionalInterface
    public interface FetchListener {
        /** Comes before the request of this number is answered, counted from one. */
        void before(int fetch);
    }

    private PineconeStandIn(HttpServer server, Kind kind) {
        this.server = server;
        contract = new PineconeContract(kind);
    }

    public static PineconeStandIn serverless() {
        return start(Kind.SERVERLESS, 0);
    }

    public static PineconeStandIn pod() {
        return start(Kind.POD, 0);
    }

    public static PineconeStandIn documents() {
        return start(Kind.DOCUMENTS, 0);
    }

    private static PineconeStandIn start(Kind kind, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            PineconeStandIn standIn = new PineconeStandIn(server, kind);
            server.createContext("/", standIn::handle);
            server.setExecutor(standIn.threads);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Records that follow from their numbers: {@code prefix-00007} with a vector and metadata. */
    public PineconeStandIn holding(String namespace, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            holding(namespace, record("%s%05d".formatted(prefix, i), i));
        }
        return this;
    }

    public PineconeStandIn holding(String namespace, ObjectNode record) {
        contract.put(namespace, record);
        return this;
    }

    /** A record as the server gives it. */
    public static ObjectNode record(String id, int number) {
        ObjectNode record = PineconeContract.JSON.createObjectNode().put("id", id);
        record.putArray("values").add(0.5).add(number + 0.25).add(-0.125);
        record.putObject("metadata").put("title", "Title " + id).put("created", 1_700_000_000L + number);
        return record;
    }

    public static ObjectNode record(String json) {
        return PineconeContract.parse(json);
    }

    /** The next requests for ids or records meet these, in this order. */
    public PineconeStandIn then(Misbehavior... misbehaviors) {
        commands.addAll(List.of(misbehaviors));
        return this;
    }

    /** The next requests for records meet these. */
    public PineconeStandIn thenOnFetch(Misbehavior... misbehaviors) {
        fetchCommands.addAll(List.of(misbehaviors));
        return this;
    }

    /** The next requests for statistics meet these. */
    public PineconeStandIn thenOnStatistics(Misbehavior... misbehaviors) {
        statisticsCommands.addAll(List.of(misbehaviors));
        return this;
    }

    public PineconeStandIn onFetch(FetchListener newListener) {
        listener = newListener;
        return this;
    }

    public PineconeStandIn withLatency(Duration time) {
        latency = time;
        return this;
    }

    /** Refuses more of these requests ({@code list}, {@code fetch}) with 429. */
    public PineconeStandIn withQuota(String kind, double perSecond) {
        quotas.put(kind, new RequestQuota(perSecond));
        return this;
    }

    /** The id is listed, but the record does not come. */
    public PineconeStandIn loses(String id) {
        contract.loses(id);
        return this;
    }

    /** The records of the namespace are not counted yet. */
    public PineconeStandIn lags(String namespace) {
        contract.lags(namespace);
        return this;
    }

    /** A namespace that is not there is answered for as one without records. */
    public PineconeStandIn silentAboutMissing() {
        contract.isSilentAboutMissing();
        return this;
    }

    /** How many entries its pages have when so many are asked for; none is no end. */
    public PineconeStandIn withPages(IntUnaryOperator sizes) {
        contract.pages(sizes);
        return this;
    }

    /** The index makes its vectors itself, of this field of metadata. */
    public PineconeStandIn embedding(String field) {
        contract.embeds(field);
        return this;
    }

    public void deleteNamespace(String namespace) {
        contract.deleteNamespace(namespace);
    }

    /** How many requests of a kind ({@code list}, {@code fetch}, {@code namespaces}) got a good answer. */
    public int answered(String kind) {
        return answered.getOrDefault(kind, new AtomicInteger()).get();
    }

    public int throttled() {
        return throttled.get();
    }

    private void handle(HttpExchange exchange) {
        if (latency.isZero()) {
            answer(exchange);
        } else {
            threads.schedule(() -> answer(exchange), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void answer(HttpExchange exchange) {
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String kind = path.substring(path.lastIndexOf('/') + 1);
            if (kind.equals("fetch")) {
                listener.before(fetches.incrementAndGet());
            }
            boolean reading = kind.equals("list") || kind.equals("fetch");
            Misbehavior command = reading ? commands.poll() : null;
            if (command == null && kind.equals("fetch")) {
                command = fetchCommands.poll();
            }
            if (kind.equals("describe_index_stats")) {
                command = statisticsCommands.poll();
            }
            if (command != null && command.replies(exchange, hanging)) {
                return;
            }
            Answer answer = checked(exchange, kind, body);
            if (answer.status() == 200) {
                answered.computeIfAbsent(kind, any -> new AtomicInteger()).incrementAndGet();
            }
            String json = answer.json().replace("THIS_HOST", url());
            OpenAiStandIn.send(exchange, answer.status(), command == null ? json : command.spoil(json));
        } catch (IOException e) {
            // The caller hung up.
            exchange.close();
        }
    }

    private Answer checked(HttpExchange exchange, String kind, byte[] body) {
        String key = exchange.getRequestHeaders().getFirst("Api-Key");
        if (!KEY.equals(key)) {
            return new Answer(401, "\"Unauthorized, the key is " + key + "\"");
        }
        String version = exchange.getRequestHeaders().getFirst("X-Pinecone-Api-Version");
        if (version == null || !VERSIONS.contains(version)) {
            return Answer.refused(400, 3, "unknown version " + version);
        }
        RequestQuota quota = quotas.get(kind);
        if (quota != null && !quota.take()) {
            throttled.incrementAndGet();
            return Answer.refused(429, 8, "Too many requests, slow down");
        }
        return contract.answer(exchange.getRequestURI(), exchange.getRequestMethod(), body);
    }

    /** Forgets the commands that no request has met. */
    public void forget() {
        commands.clear();
        fetchCommands.clear();
        statisticsCommands.clear();
    }

    @Override
    public void close() {
        hanging.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Serves the records of a folder until the process ends, and prints the address when it is ready.
     *
     * @param arguments the folder with {@code <namespace>.jsonl}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PineconeStandIn standIn = serverless();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                String namespace = file.getFileName().toString().replace(".jsonl", "");
                for (String line : Files.readAllLines(file)) {
                    standIn.holding(namespace, record(line));
                }
            }
        }
        System.out.println("A stand-in for Pinecone, index " + INDEX + ", listens at " + standIn.url());
        new CountDownLatch(1).await();
    }

    /** A vector of so many numbers, for records that need a longer one. */
    public static ArrayNode vector(int dimension, int seed) {
        ArrayNode vector = PineconeContract.JSON.createArrayNode();
        for (int i = 0; i < dimension; i++) {
            vector.add((float) Math.sin(seed * 31.0 + i));
        }
        return vector;
    }
}
