package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/graphiti-migrator} in a project of its own, with the classes under test in place of the job jar. */
class LauncherIT {
    @TempDir
    private Path folder;

    private Path script;
    private Path jar;

    @BeforeEach
    void makeProject() throws IOException {
        script = folder.resolve("scripts/graphiti-migrator");
        jar = folder.resolve("target/graphiti-migrator-1-job.jar");
        for (String each : List.of("scripts", "src/main", "target", "bin", "flink-conf")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.copy(Path.of("scripts/graphiti-migrator"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Path log = Path.of("flink-conf/log4j2-local.properties");
        Files.copy(log, folder.resolve(log));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.createFile(jar);
        Files.writeString(folder.resolve("target/class-path.txt"), System.getProperty("java.class.path"));
    }

    @Test
    void buildsOnceWhereMavenFindsNothingChanged() throws Exception {
        Path mvn = Files.writeString(folder.resolve("bin/mvn"), "#!/bin/sh\n");
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(run(Map.of(), "--version")).isEqualTo(new Ended(0, "Building graphiti-migrator ..."));
        assertThat(run(Map.of(), "--version")).isEqualTo(new Ended(0, ""));
    }

    @Test
    void outOfMemoryHasAnExitCodeAndASentenceOfItsOwn() throws Exception {
        Path data = folder.resolve("data.jsonl");
        try (OutputStream out = Files.newOutputStream(data)) {
            out.write("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write("\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        withoutArchiveOfClasses();
        Path config = Files.writeString(folder.resolve("migration.yaml"), """
                source: { type: json, inputs: [ { collection: c, paths: ["%s"] } ], max-record-size: 200mb }
                mapping: { c: { id: id, group: g, time: { if-missing: run-start }, entity: { name: id, label: C } } }
                embedding: { type: hashing }
                """.formatted(data));

        Ended ended = run(Map.of("MIGRATOR_HEAP", "64m"), "migrate", "--dry-run", "-c", config.toString());

        assertThat(ended.code()).as(ended.err()).isEqualTo(12);
        assertThat(ended.err())
                .startsWith(
                        "graphiti-migrator: Out of memory: the Java heap is exhausted; raise MIGRATOR_HEAP (2g if omitted),"
                                + " or lower --parallelism, write.batch-size or embedding.bundle.size. If a run was"
                                + " started, continue it with 'migrate --continue'.");
    }

    /** The virtual machine makes none of classes in folders, and ends with another code when it is told to. */
    private void withoutArchiveOfClasses() throws IOException {
        try (RandomAccessFile archive =
                new RandomAccessFile(folder.resolve("target/classes.jsa").toFile(), "rw")) {
            archive.setLength(61 << 20);
        }
    }

    private record Ended(int code, String err) {}

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        builder.environment().put("MIGRATOR_DATA", folder.resolve("data").toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Path err = folder.resolve("err.txt");
        Process process = builder.redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(err).strip());
    }
}
