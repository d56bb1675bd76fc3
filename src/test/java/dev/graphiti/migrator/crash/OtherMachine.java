package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another machine, as far as the network goes: a network namespace of Linux, behind a second one that routes, and that
 * loses packets between two addresses when it is told to. A sender learns nothing of it, as with a cable that is cut.
 * Nothing of this reaches further than this machine.
 */
final class OtherMachine implements AutoCloseable {
    private static final Pattern DROPPED = Pattern.compile("dropped (\\d+)");
    private static final int LONGEST_SECONDS = 60;

    private final String machine;
    private final String router;
    private final String link;
    /** The first three bytes of all addresses: they follow from the process, so that several tests may run at a time. */
    private final String net;

    private final Set<Cut> cuts = new HashSet<>();

    private record Cut(String from, String to) {}

    private OtherMachine(long pid) {
        machine = "gm%d".formatted(pid);
        router = machine + "r";
        link = machine + "h";
        net = "10.%d.%d.".formatted(128 + (pid >> 8) % 100, pid % 256);
    }

    /** What is missing on this machine for this, if anything. */
    static Optional<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("network namespaces are Linux's");
        }
        String name = "gm%dprobe".formatted(ProcessHandle.current().pid());
        try {
            run("ip", "netns", "add", name);
            run("ip", "netns", "del", name);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of("there is no program ip (Debian's package iproute2)");
        } catch (AssertionError e) {
            return Optional.of(
                    "network namespaces cannot be made, which takes root with CAP_SYS_ADMIN and CAP_NET_ADMIN: "
                            + e.getMessage());
        }
    }

    static OtherMachine connect() {
        OtherMachine made = new OtherMachine(ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(new Thread(made::close));
        try {
            made.create();
            return made;
        } catch (AssertionError | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void create() {
        ip("netns add " + router);
        ip("netns add " + machine);
        ip("link add %s type veth peer name here netns %s".formatted(link, router));
        ip("-n %s link add there type veth peer name eth0 netns %s".formatted(router, machine));
        ip("addr add %s/29 dev %s".formatted(flink(), link));
        ip("addr add %s/29 dev %s".formatted(graph(), link));
        ip("link set %s up".formatted(link));
        ip("-n %s addr add %s6/29 dev here".formatted(router, net));
        ip("-n %s addr add %s22/29 dev there".formatted(router, net));
        for (String device : List.of("lo", "here", "there")) {
            ip("-n %s link set %s up".formatted(router, device));
        }
        run("ip", "netns", "exec", router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        ip("-n %s addr add %s/29 dev eth0".formatted(machine, address()));
        ip("-n %s link set lo up".formatted(machine));
        ip("-n %s link set eth0 up".formatted(machine));
        ip("-n %s route add default via %s22".formatted(machine, net));
        ip("route add %s16/29 via %s6".formatted(net, net));
    }

    /** This machine's address for the cluster; connections from here to there come from it. */
    String flink() {
        return net + 1;
    }

    /** This machine's address for the graph. */
    String graph() {
        return net + 2;
    }

    /** The other machine's. */
    String address() {
        return net + 17;
    }

    /** This command line, run on the other machine. */
    List<String> there(List<String> command) {
        List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", machine));
        line.addAll(command);
        return line;
    }

    /** From now on no packet gets from the first address to the second. */
    void cut(String from, String to) {
        ip("-n %s rule add from %s to %s blackhole".formatted(router, from, to));
        cuts.add(new Cut(from, to));
    }

    private void heal(String from, String to) {
        ip("-n %s rule del from %s to %s blackhole".formatted(router, from, to));
        cuts.remove(new Cut(from, to));
    }

    /** All packets pass again, whatever was cut. */
    void heal() {
        cuts.stream().toList().forEach(cut -> heal(cut.from(), cut.to()));
    }

    /** From now on the router has room for two packets only, in both directions, and drops those that find none. */
    void losePackets() {
        for (String device : List.of("here", "there")) {
            tc("qdisc add dev %s root tbf rate 20mbit burst 3kb limit 3200".formatted(device));
        }
    }

    /** How many packets were lost by that, which ends. */
    long losesNoMorePackets() {
        long lost = 0;
        for (String device : List.of("here", "there")) {
            Matcher dropped = DROPPED.matcher(tc("-s qdisc show dev %s".formatted(device)));
            assertThat(dropped.find()).isTrue();
            lost += Long.parseLong(dropped.group(1));
            tc("qdisc del dev %s root".formatted(device));
        }
        return lost;
    }

    private String tc(String arguments) {
        return ip("netns exec %s tc %s".formatted(router, arguments));
    }

    private static String ip(String arguments) {
        return run(("ip " + arguments).split(" ", -1));
    }

    private static String run(String... command) {
        try {
            Path output = Files.createTempFile("ip", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", String.join(" ", command), text)
                    .isTrue();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes what there is of it; the processes there must have ended. */
    @Override
    public void close() {
        for (String each : List.of("link del " + link, "netns del " + router, "netns del " + machine)) {
            try {
                ip(each);
            } catch (AssertionError e) {
                // It was not made, or is removed already.
            }
        }
    }
}
