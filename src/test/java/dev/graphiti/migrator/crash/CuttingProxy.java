package dev.graphiti.migrator.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts all their connections when it is told to, whatever is on its way. */
final class CuttingProxy implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** More than what merely begins or ends a transaction. */
    private static final int SOME_BYTES = 10_000;

    private final ServerSocket listening;
    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicLong passed = new AtomicLong();
    private volatile Hold hold = new Hold("nobody");

    private CuttingProxy(ServerSocket listening, URI server) {
        this.listening = listening;
        this.server = server;
    }

    static CuttingProxy before(String uri) {
        return before(uri, "127.0.0.1");
    }

    /** Listens at this address. */
    static CuttingProxy before(String uri, String address) {
        try {
            CuttingProxy proxy =
                    new CuttingProxy(new ServerSocket(0, 50, InetAddress.getByName(address)), URI.create(uri));
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to find the server through this. */
    String uri() {
        return "%s://%s:%d"
                .formatted(server.getScheme(), listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    /** Bytes that clients have sent so far. */
    long passed() {
        return passed.get();
    }

    /** Cuts all connections; new ones may be made. */
    void cut() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            close(socket);
        }
    }

    /** Cuts them when something is on its way to the server. */
    void cutAmidRequest() {
        long before = passed();
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(1)).until(() -> passed() > before + SOME_BYTES);
        cut();
    }

    /**
     * Waits until something of this client is on its way to the server, and holds the rest of it back, and all that comes
     * after it.
     */
    void holdAmidRequest(String client) {
        Hold next = new Hold(client);
        hold = next;
        await().atMost(LONGEST).until(() -> next.passed.get() > SOME_BYTES);
    }

    /** Lets pass what is held back. */
    void release() {
        hold.released.countDown();
    }

    /** What is held back of whom, once some of it has passed. */
    private record Hold(String client, AtomicLong passed, CountDownLatch released) {
        Hold(String client) {
            this(client, new AtomicLong(), new CountDownLatch(1));
        }

        void await(Socket from) throws IOException {
            if (passed.get() > SOME_BYTES
                    && from.getInetAddress().getHostAddress().equals(client)) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
        }

        void count(Socket from, int bytes) {
            if (from.getInetAddress().getHostAddress().equals(client)) {
                passed.addAndGet(bytes);
            }
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                Socket behind = behind(client);
                open.add(behind);
                threads.execute(() -> pass(client, behind, passed));
                threads.execute(() -> pass(behind, client, new AtomicLong()));
            } catch (IOException e) {
                // Closed, or the server is away.
            }
        }
    }

    /** While the server is away, the client finds its connection ended. */
    private Socket behind(Socket client) throws IOException {
        try {
            return new Socket(server.getHost(), server.getPort());
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void pass(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Hold current = hold;
                current.await(from);
                out.write(buffer, 0, read);
                current.count(from, read);
                count.addAndGet(read);
            }
        } catch (IOException e) {
            // Cut: the other side is closed with this one.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        threads.shutdownNow();
    }
}
