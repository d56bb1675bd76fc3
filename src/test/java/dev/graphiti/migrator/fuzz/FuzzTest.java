package dev.graphiti.migrator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds each source and the configuration with wrong input for some minutes. Each input ends in records, dead letters,
 * notes, skips or one sentence, in time, and all of it is accounted for.
 *
 * <p>Each input has a seed of its own: {@code -Dfuzz.seed=N -Dfuzz.attack=NAME -Dfuzz.count=1} makes it again, and its
 * files are kept in {@code target/fuzz}. Without a seed, the clock gives one.
 */
@Tag("fuzz")
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.currentTimeMillis());
    private static final double MINUTES = Double.parseDouble(System.getProperty("fuzz.minutes", "3"));
    private static final long COUNT = Long.getLong("fuzz.count", Long.MAX_VALUE);
    private static final String ONLY = System.getProperty("fuzz.attack", "");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 5;
    /** How many share the time. */
    private static final int ATTACKS =
            FileAttacks.values().length + TableAttacks.values().length + ValueAttacks.values().length + 3;

    private static final Path KEPT = Path.of("target", "fuzz");

    static Stream<Named<Attack>> attacks() {
        return all().stream()
                .filter(attack -> ONLY.isEmpty() || attack.name().equals(ONLY))
                .map(attack -> Named.of(attack.name(), attack));
    }

    private static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        all.addAll(Arrays.asList(FileAttacks.values()));
        all.addAll(Arrays.asList(TableAttacks.values()));
        all.addAll(Arrays.asList(ValueAttacks.values()));
        all.add(new PineconeAttack());
        all.add(new WeaviateAttack());
        all.add(new ConfigAttack());
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void everyInputIsAccountedFor(Attack attack) throws Exception {
        long share = (long) (MINUTES * 60e9 / (ONLY.isEmpty() ? ATTACKS : 1));
        Map<String, String> failures = new LinkedHashMap<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Outcome total = Outcome.NOTHING;
        long start = System.nanoTime();
        long input = 0;
        try (attack) {
            for (; input < COUNT && System.nanoTime() - start < share && failures.size() < MOST_FAILURES; input++) {
                long seed = SEED + input;
                Path folder = Files.createDirectories(
                        KEPT.resolve(attack.name() + "-" + seed).toAbsolutePath());
                try {
                    Future<Outcome> struck = thread.submit(() -> struck(attack, seed, folder));
                    total = total.plus(struck.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
                    delete(folder);
                } catch (ExecutionException e) {
                    Throwable cause = Objects.requireNonNull(e.getCause());
                    failures.putIfAbsent(kind(cause), told(attack, seed, cause));
                } catch (TimeoutException e) {
                    failures.put("hang", told(attack, seed, new AssertionError("no end after " + LONGEST)));
                    break;
                }
            }
        } finally {
            thread.shutdownNow();
        }
        System.out.printf(
                "fuzz: %s: seeds %d to %d, %,d inputs: %s%n", attack.name(), SEED, SEED + input - 1, input, total);
        assertThat(failures.values()).isEmpty();
    }

    private static Outcome struck(Attack attack, long seed, Path folder) throws Exception {
        try {
            return attack.strike(new Random(seed), folder);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** One failure of each kind is told. */
    private static String kind(Throwable failure) {
        StackTraceElement top = Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.graphiti"))
                .findFirst()
                .orElse(new StackTraceElement("none", "none", "", 0));
        return failure.getClass() + " at " + top;
    }

    private static String told(Attack attack, long seed, Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String shown = trace.toString().lines().limit(30).reduce("", (all, line) -> all + "\n    " + line);
        return "\n%s fails with: scripts/test --fuzz -Dfuzz.attack=%s -Dfuzz.seed=%d -Dfuzz.count=1%s"
                .formatted(attack.name(), attack.name(), seed, shown);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
