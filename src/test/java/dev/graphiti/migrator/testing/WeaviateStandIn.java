package dev.graphiti.migrator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A Weaviate server as its interface is published, as strict as the real one: key, parameters of the cursor, page sizes,
 * tenants, order of ids. Misbehaves on command, one command for each page, and then answers well again.
 */
public final class WeaviateStandIn implements AutoCloseable {
    public static final String KEY = "stand-in-key-4711";

    private final HttpServer server;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    private final WeaviateData data = new WeaviateData();
    private final Queue<Misbehavior> commands = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Misbehavior>> commandsByKind = new ConcurrentHashMap<>();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private volatile @Nullable RequestQuota quota;
    private volatile @Nullable String key;
    private volatile Duration latency = Duration.ZERO;
    private volatile PageListener listener = page -> {};

    /** Hears of each page before it is made. */
    @FunctionalInterface
    public interface PageListener {
        /** Comes before the page of this number is made, counted from one. */
        void before(int page);
    }

    private WeaviateStandIn(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine; anybody may read. */
    public static WeaviateStandIn start() {
        return start(0);
    }

    /** Listens on this port. */
    public static WeaviateStandIn start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            WeaviateStandIn standIn = new WeaviateStandIn(server);
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

    public WeaviateData data() {
        return data;
    }

    /** Only who has the {@link #KEY} may read from now on. */
    public WeaviateStandIn askingForKey() {
        key = KEY;
        return this;
    }

    /** Refuses more pages than that with 429. */
    public WeaviateStandIn withQuota(double perSecond) {
        quota = new RequestQuota(perSecond);
        return this;
    }

    public int throttled() {
        return throttled.get();
    }

    /** Every answer takes so long. */
    public WeaviateStandIn withLatency(Duration newLatency) {
        latency = newLatency;
        return this;
    }

    /**
     * The next answers to requests of a kind meet these.
     *
     * @param kind the first part of the path that is no name: {@code schema}, {@code tenants}, {@code nodes}, {@code
     *     graphql}, {@code aliases}, {@code ready}
     */
    public WeaviateStandIn thenOn(String kind, Misbehavior... misbehaviors) {
        commandsByKind
                .computeIfAbsent(kind, any -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(misbehaviors));
        return this;
    }

    private @Nullable Misbehavior command(String path) {
        String kind = path.endsWith("/tenants")
                ? "tenants"
                : path.endsWith("/ready")
                        ? "ready"
                        : path.replaceFirst("^/v1/", "").replaceFirst("/.*", "");
        Queue<Misbehavior> waiting = commandsByKind.get(kind);
        return waiting == null ? null : waiting.poll();
    }

    /** The next pages meet these, in this order. */
    public WeaviateStandIn then(Misbehavior... misbehaviors) {
        commands.addAll(List.of(misbehaviors));
        return this;
    }

    public WeaviateStandIn onPage(PageListener newListener) {
        listener = newListener;
        return this;
    }

    public int requests() {
        return requests.get();
    }

    public int pages() {
        return pages.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (latency.isZero()) {
            reply(exchange, body);
        } else {
            threads.schedule(() -> replyLater(exchange, body), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void replyLater(HttpExchange exchange, byte[] body) {
        try {
            reply(exchange, body);
        } catch (IOException e) {
            exchange.close();
        }
    }

    private void reply(HttpExchange exchange, byte[] body) throws IOException {
        String asked = exchange.getRequestHeaders().getFirst("Authorization");
        if (key != null && !("Bearer " + key).equals(asked)) {
            OpenAiStandIn.send(exchange, 401, "");
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        boolean isPage = query != null && query.contains("include=vector");
        RequestQuota pagesPerSecond = quota;
        if (isPage && pagesPerSecond != null && !pagesPerSecond.take()) {
            throttled.incrementAndGet();
            OpenAiStandIn.send(exchange, 429, "");
            return;
        }
        if (isPage) {
            listener.before(pages.incrementAndGet());
        }
        Misbehavior command =
                isPage ? commands.poll() : command(exchange.getRequestURI().getPath());
        if (command != null && command.replies(exchange, hanging)) {
            return;
        }
        WeaviateContract.Answer answer =
                new WeaviateContract(data, 10_000).answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
        OpenAiStandIn.send(exchange, answer.status(), command == null ? answer.json() : command.spoil(answer.json()));
    }

    /** Forgets the commands that no request has met. */
    public void forget() {
        commands.clear();
        commandsByKind.clear();
    }

    @Override
    public void close() {
        hanging.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
