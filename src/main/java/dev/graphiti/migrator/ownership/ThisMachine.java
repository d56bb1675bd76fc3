package dev.graphiti.migrator.ownership;

import dev.graphiti.migrator.model.RunOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** This process among those of the machine. */
public final class ThisMachine {
    private static final int START_TIME = 19;

    private ThisMachine() {}

    /** This process as the owner of a run. */
    public static RunOwner owner(String jobId, String token, @Nullable String cluster) {
        long pid = ProcessHandle.current().pid();
        return new RunOwner(jobId, token, host(), pid, identity(), start(pid), cluster);
    }

    /** Whether the process of an owner is there: known only where its process ids are those of this machine. */
    static Evidence evidence(RunOwner owner) {
        if (owner.machine().isEmpty() || !owner.machine().equals(identity())) {
            return Evidence.UNKNOWN;
        }
        return start(owner.pid()).equals(owner.processStart()) ? Evidence.PROCESS_ALIVE : Evidence.ENDED;
    }

    /** In ticks since the machine was started, which no correction of its clock changes; empty if there is no process. */
    private static String start(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)), StandardCharsets.ISO_8859_1);
            // After the name, which is in brackets and may hold anything; the state comes first.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? "" : fields[START_TIME];
        } catch (IOException e) {
            return "";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed machine";
        }
    }

    /** One boot of one kernel, the containers that share its process ids, and a user; empty where Linux does not say. */
    private static String identity() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return "%s %s %s"
                    .formatted(
                            boot.strip(),
                            Files.readSymbolicLink(Path.of("/proc/self/ns/pid")),
                            System.getProperty("user.name"));
        } catch (IOException e) {
            return "";
        }
    }
}
