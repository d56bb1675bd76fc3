package dev.graphiti.migrator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.client.stack.CallListener;
import dev.graphiti.migrator.client.stack.Codec;
import dev.graphiti.migrator.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An endpoint that is not for embeddings. */
class OpenAiServerTest {
    private final SystemTiming timing = new SystemTiming("test-timer", () -> 0);
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    OpenAiServerTest() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            Integer status = statuses.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, 2);
            exchange.getResponseBody().write(new byte[] {'h', 'i'});
            exchange.close();
        });
        http.start();
    }

    /** All that is particular to the endpoint. */
    private record Chat(URI url) implements Codec<String, String> {
        @Override
        public HttpCall call(String question) {
            return HttpCall.post(url, question.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String answer(String question, HttpAnswer answer) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
    }

    @AfterEach
    void stop() {
        http.stop(0);
        timing.close();
    }

    @Test
    void anyEndpointIsCalledWithTheKeyAndItsRequestsAreRepeated() throws Exception {
        statuses.add(429);

        assertThat(ask()).isEqualTo("hi");
        assertThat(seen).containsExactly("/v1/chat/completions Bearer sk-1234", "/v1/chat/completions Bearer sk-1234");
    }

    @Test
    void messagesNameTheSectionOfTheConfiguration() {
        statuses.add(404);

        assertThatThrownBy(this::ask)
                .hasMessageEndingWith(
                        "/v1/chat/completions answered 404 and says: hi; check extraction.base-url, and that"
                                + " the server has the model 'm'");
    }

    private String ask() throws IOException {
        OpenAiServer server = new OpenAiServer(
                "extraction",
                "http://127.0.0.1:" + http.getAddress().getPort() + "/v1/",
                "m",
                new Secret("sk-1234"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1));
        Chat chat = new Chat(server.url("/chat/completions"));
        try (Exchange<String, String> client =
                server.client(chat, CallListener.<String, String>none(), timing).open()) {
            return HttpFailure.await(client.send("hello"));
        }
    }
}
