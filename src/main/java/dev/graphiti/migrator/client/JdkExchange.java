package dev.graphiti.migrator.client;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The network: the JDK's client with a deadline for the whole answer, and the headers that go with every request. */
public final class JdkExchange implements Exchange<HttpCall, HttpAnswer> {
    /** Enough to read answers while others are on their way; nothing blocks on them. */
    private static final int THREADS = 2;

    private static final String CLASS_NAME = "Exception: ";

    private static final String USER_AGENT = "graphiti-migrator";

    private final HttpOptions options;
    private final Map<String, Secret> headers;
    private final Timing timing;
    private final ExecutorService executor;
    private final HttpClient http;

    /**
     * A client of its own.
     *
     * @param headers what every request carries, such as the key
     * @param timing is not closed with this
     * @throws MigratorException if the certificates to trust cannot be read, or no header can hold a value
     */
    public JdkExchange(HttpOptions options, Map<String, Secret> headers, Timing timing, String threads) {
        this.options = options;
        this.headers = new HashMap<>();
        headers.forEach((name, value) -> this.headers.put(name, sendable(name, value)));
        this.timing = timing;
        // Redirects are not followed, for the key would go with them. HTTP/1.1, because small servers take the offer
        // of HTTP/2 badly, and a few connections cost nothing.
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(options.timeout());
        InetSocketAddress proxy = options.proxyAddress();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(proxy));
        }
        if (options.trust() != null) {
            builder.sslContext(new TrustedCertificates(Path.of(options.trust()), options.trustPassword()).sslContext());
        }
        executor = Executors.newFixedThreadPool(THREADS, Threads.named(threads));
        http = builder.executor(executor).build();
    }

    /** Without the line feed that files and variables end in. The client's own refusal would show the value. */
    private static Secret sendable(String name, Secret value) {
        String stripped = value.value().strip();
        if (!stripped.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "the key that is sent as %s contains a character that is not allowed in a key, such as a line feed; correct it"
                            .formatted(name));
        }
        return new Secret(stripped);
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            long bound = Math.min(call.maxAnswer(), options.maxAnswer().bytes());
            sent = http.sendAsync(request(call), BoundedBody.handler(bound));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(
                    HttpFailure.of(Kind.GAVE_UP, call.address() + " could not be called: " + e.getMessage()));
        }
        // The client's own timeout ends with the headers; a body that never ends would hold us forever.
        CompletableFuture<Void> deadline = timing.after(options.timeout());
        CompletableFuture<Void> unused = deadline.thenRun(() -> sent.cancel(true));
        return sent.handle((response, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                throw failed(call, HttpFailure.unwrap(failure), options.timeout());
            }
            return HttpAnswer.of(response);
        });
    }

    private HttpRequest request(HttpCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT);
        byte[] json = call.json();
        if (json != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(json));
        }
        headers.forEach((name, value) -> request.header(name, value.value()));
        return request.build();
    }

    private static HttpFailure failed(HttpCall call, @Nullable Throwable failure, Duration timeout) {
        String address = call.address();
        if (failure instanceof CancellationException) {
            return HttpFailure.of(
                    Kind.UNAVAILABLE, "%s did not answer within %d ms".formatted(address, timeout.toMillis()));
        }
        HttpFailure known = HttpFailure.in(failure == null ? null : failure.getCause());
        if (failure instanceof HttpFailure direct) {
            known = direct;
        }
        if (known != null) {
            return HttpFailure.of(known.kind(), address + " " + known.sentence() + call.advice());
        }
        if (has(CertificateException.class, failure)) {
            return HttpFailure.of(
                    Kind.GAVE_UP,
                    "the certificate of %s is not trusted (%s); set http.trust to a file with that of its authority"
                            .formatted(address, cause(failure)));
        }
        if (failure instanceof IOException) {
            return HttpFailure.of(Kind.UNAVAILABLE, address + " could not be reached (" + reason(failure) + ")");
        }
        return HttpFailure.of(Kind.GAVE_UP, address + " could not be called: " + failure);
    }

    /** Behind the names of classes that Java puts in front. */
    private static String cause(@Nullable Throwable failure) {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        int name = message.lastIndexOf(CLASS_NAME);
        return name < 0 ? message : message.substring(name + CLASS_NAME.length());
    }

    private static String reason(Throwable failure) {
        if (has(UnresolvedAddressException.class, failure)) {
            return "there is no such host";
        }
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof ConnectException
                ? "connection refused"
                : failure.getClass().getSimpleName();
    }

    private static boolean has(Class<? extends Exception> kind, @Nullable Throwable failure) {
        Throwable each = failure;
        while (each != null && !kind.isInstance(each)) {
            each = each.getCause();
        }
        return each != null;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
