package dev.graphiti.migrator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP addresses at which a process accepts connections, as Linux keeps them below {@code /proc}. */
public final class ListeningSockets {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private ListeningSockets() {}

    /** Whether this machine has what is read here. */
    public static boolean areKnown() {
        return Files.isReadable(PROC.resolve("self/net/tcp"));
    }

    /** The addresses of a process, {@code host:port} each. */
    public static Set<String> of(long pid) {
        Path process = PROC.resolve(String.valueOf(pid));
        Set<String> sockets = sockets(process.resolve("fd"));
        return Stream.of("net/tcp", "net/tcp6")
                .map(process::resolve)
                .filter(Files::isReadable)
                .flatMap(table -> lines(table).skip(1))
                .map(row -> row.strip().split("\\s+", -1))
                .filter(row -> row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]"))
                .map(row -> address(row[1]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that other machines can reach. */
    public static Set<String> open(Set<String> addresses) {
        return addresses.stream()
                .filter(each -> !each.startsWith("127.") && !each.startsWith("0:0:0:0:0:0:0:1:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sockets(Path descriptors) {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.map(ListeningSockets::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A descriptor may be closed while they are listed. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel writes an address as words in the byte order of the machine. */
    static String address(String hex) {
        String[] parts = hex.split(":", -1);
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
        ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        try {
            return InetAddress.getByAddress(bytes.array()).getHostAddress() + ":" + Integer.parseInt(parts[1], 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
