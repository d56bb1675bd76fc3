package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.OutOfMemory;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Ends this process when its virtual machine runs out of memory, with a sentence and an exit code of its own: whoever
 * catches the error may lose it. {@code scripts/graphiti-migrator} has the virtual machine write a byte into a pipe then;
 * what waits for it here needs no more memory.
 */
final class MemoryAlarm {
    private static final String PIPE = "migrator.out-of-memory";

    private MemoryAlarm() {}

    /** Waits on a thread of its own, where the system property names a pipe. */
    static void listen() {
        String pipe = System.getProperty(PIPE);
        if (pipe == null) {
            return;
        }
        String sentence =
                Objects.requireNonNull(OutOfMemory.here(new OutOfMemoryError())).getMessage();
        byte[] message = "%ngraphiti-migrator: %s If a run was started, continue it with 'migrate --continue'.%n"
                .formatted(sentence)
                .getBytes(StandardCharsets.UTF_8);
        // Whatever is needed is there before: without memory, no class can be loaded.
        int code = ExitCode.OUT_OF_MEMORY.code();
        Thread thread = new Thread(() -> await(pipe, message, code), "graphiti-migrator-memory-alarm");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(String pipe, byte[] message, int code) {
        try (FileInputStream in = new FileInputStream(pipe);
                FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            if (in.read() >= 0) {
                err.write(message);
                Runtime.getRuntime().halt(code);
            }
        } catch (IOException e) {
            // Without the pipe, an exhausted memory is only what it does to the job.
        }
    }
}
