package dev.graphiti.migrator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkExchangeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TRICKLE = Duration.ofMillis(300);

    private final SystemTiming timing = new SystemTiming("test-timer");
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private @Nullable HttpServer server;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        stop(server);
        timing.close();
    }

    private static void stop(@Nullable HttpServer running) {
        if (running != null) {
            running.stop(0);
        }
    }

    @Test
    void sendsTheStandingHeaders() throws Exception {
        URI uri = serve(HttpServer.create(address(), 0), 10);

        assertThat(send(options(null, null), uri).status()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo("pc-1 /a?b=c");
    }

    @Test
    void aKeyMayEndInALineFeedAsFilesDoAndIsNeverShown() throws Exception {
        URI uri = serve(HttpServer.create(address(), 0), 10);

        try (JdkExchange http = exchange("pc-1\n")) {
            HttpFailure.await(http.send(HttpCall.get(uri)));
        }
        assertThat(seen.get()).startsWith("pc-1 ");
        assertThatThrownBy(() -> exchange("pc-\nsecret").close())
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "the key that is sent as Api-Key contains a character that is not allowed in a key, such as a line"
                                + " feed; correct it");
    }

    private JdkExchange exchange(String key) {
        return new JdkExchange(options(null, null), Map.of("Api-Key", new Secret(key)), timing, "test-http");
    }

    @Test
    void saysWhyNobodyIsReached() {
        assertThatThrownBy(() -> send(options(null, null), URI.create("http://no-such-host.invalid/a")))
                .hasMessage("http://no-such-host.invalid/a could not be reached (there is no such host)");
        assertThatThrownBy(() -> send(options(null, null), URI.create("http://127.0.0.1:1/a")))
                .hasMessageContaining("http://127.0.0.1:1/a could not be reached (");
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() throws Exception {
        URI uri = serve(HttpServer.create(address(), 0), 100_000);

        assertThatThrownBy(() -> send(options(null, null), uri))
                .hasMessageEndingWith("/a answered with more than 1024 bytes")
                .isInstanceOfSatisfying(
                        HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void anAnswerIsAsShortAsItsRequestSays() throws Exception {
        URI uri = serve(HttpServer.create(address(), 0), 200);

        try (JdkExchange http = exchange("pc-1")) {
            assertThat(HttpFailure.await(http.send(HttpCall.get(uri).answeredWithin(200, "")))
                            .body())
                    .hasSize(200);
            assertThatThrownBy(
                            () -> HttpFailure.await(http.send(HttpCall.get(uri).answeredWithin(199, ", too long"))))
                    .hasMessageEndingWith("/a answered with more than 199 bytes, too long");
        }
    }

    @Test
    void anAnswerWithoutEndEndsAtTheBoundOrTheDeadline() throws Exception {
        URI flood = serveWithoutEnd(200, new byte[512]);

        assertThatThrownBy(() -> send(options(null, null), flood)).hasMessageEndingWith("more than 1024 bytes");

        URI trickle = serveWithoutEnd(200, new byte[0]);
        try (JdkExchange http =
                new JdkExchange(HttpOptions.withTimeouts(TRICKLE, PATIENCE), Map.of(), timing, "test-http")) {
            assertThatThrownBy(() -> HttpFailure.await(http.send(HttpCall.get(trickle))))
                    .hasMessageEndingWith("/ did not answer within 300 ms");
        }
    }

    @Test
    void ofAnErrorWithoutEndTheBeginningIsKept() throws Exception {
        URI uri = serveWithoutEnd(503, new byte[512]);

        HttpAnswer answer = send(options(null, null), uri);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).hasSize(1024);
    }

    @Test
    void headersWithoutEndAreAFailure() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> sendHeadersWithoutEnd(socket));
            URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThatThrownBy(() -> send(options(null, null), uri))
                    .isInstanceOfSatisfying(
                            HttpFailure.class,
                            failure -> assertThat(failure.isPassing()).isTrue());
        }
    }

    private static void sendHeadersWithoutEnd(ServerSocket socket) {
        byte[] header = ("x: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket client = socket.accept()) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                client.getOutputStream().write(header);
            }
        } catch (IOException e) {
            // The client has had enough.
        }
    }

    /** Sends these bytes again and again, or none at all after the headers. */
    private URI serveWithoutEnd(int status, byte[] bytes) throws IOException {
        stop(server);
        HttpServer endless = HttpServer.create(address(), 0);
        server = endless;
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().flush();
            while (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        });
        endless.start();
        return URI.create("http://127.0.0.1:" + endless.getAddress().getPort() + "/");
    }

    @Test
    void goesThroughTheProxy() throws Exception {
        URI proxy = serve(HttpServer.create(address(), 0), 10);

        send(options("127.0.0.1:" + proxy.getPort(), null), URI.create("http://nowhere.example.com/a?b=c"));

        assertThat(seen.get()).isEqualTo("pc-1 http://nowhere.example.com/a?b=c");
    }

    @Test
    void trustsACertificateOnlyIfItIsTold() throws Exception {
        KeyStore store = selfSigned();
        URI uri = serve(https(store), 10);
        Path pem = folder.resolve("ca.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> send(options(null, null), uri))
                .hasMessageStartingWith("the certificate of https://127.0.0.1:")
                .hasMessageContaining("set http.trust")
                .hasMessageNotContaining("Exception")
                .isInstanceOfSatisfying(
                        HttpFailure.class,
                        failure -> assertThat(failure.isPassing()).isFalse());
        assertThat(send(options(null, pem.toString()), uri).status()).isEqualTo(200);
        assertThat(send(options(null, folder.resolve("store.p12").toString()), uri)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysWhichCertificatesCannotBeRead() throws Exception {
        Path file = folder.resolve("ca.pem");

        assertThatThrownBy(() -> new JdkExchange(options(null, file.toString()), Map.of(), timing, "test"))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "the certificates in %s cannot be read (there is no such file); set http.trust to a PEM file, or a JKS or PKCS #12 store"
                                .formatted(file));
        Files.writeString(file, "not a certificate", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new JdkExchange(options(null, file.toString()), Map.of(), timing, "test"))
                .hasMessageStartingWith("the certificates in " + file + " cannot be read (");
    }

    @Test
    void refusesAProxyThatIsNone() {
        assertThatThrownBy(() -> options("http://proxy:1", null))
                .hasMessage("proxy must be of the form host:port, got 'http://proxy:1'");
    }

    private HttpAnswer send(HttpOptions options, URI uri) throws Exception {
        try (JdkExchange http = new JdkExchange(options, Map.of("Api-Key", new Secret("pc-1")), timing, "test-http")) {
            return HttpFailure.await(http.send(HttpCall.get(uri)));
        }
    }

    private static HttpOptions options(@Nullable String proxy, @Nullable String trust) {
        return new HttpOptions(PATIENCE, PATIENCE, proxy, trust, new Secret("changeit"), new ByteSize(1024));
    }

    private URI serve(HttpServer newServer, int bytes) {
        server = newServer;
        newServer.createContext("/", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Api-Key") + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, bytes);
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.close();
        });
        newServer.start();
        String scheme = newServer instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + newServer.getAddress().getPort() + "/a?b=c");
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static HttpsServer https(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(address(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        return https;
    }

    /** The JDK makes certificates only with its own tool. */
    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }
}
