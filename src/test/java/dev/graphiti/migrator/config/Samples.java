package dev.graphiti.migrator.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any values of the sample configuration. Secrets have the value that they are written with. */
final class Samples {
    private Samples() {}

    static Arbitrary<Sample> any() {
        return Combinators.combine(
                        texts(),
                        sources(),
                        writes(),
                        rules().list().ofMaxSize(3),
                        maps(times()),
                        texts().list().ofMaxSize(3),
                        Arbitraries.longs().injectNull(0.3),
                        hooks().injectNull(0.5))
                .as(Sample::new);
    }

    /** Everything that YAML or a variable could take for something else, and anything. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.of(
                "",
                " ",
                "~",
                "null",
                "true",
                "no",
                "5",
                "0x1F",
                "1e3",
                "2024-05-01",
                "<<",
                "- a",
                "a: b",
                "#",
                "*a",
                "&a",
                "!!str",
                "%",
                "@",
                "'",
                "\"",
                "${",
                "$${A}",
                "${A:-b}",
                "$$$",
                "a\nb",
                "\n",
                "\t",
                " a ",
                "***",
                "---",
                "...",
                "\u0000",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "ä€😀",
                "{a}",
                "[a",
                "? a",
                "|",
                ">-\n a");
        return Arbitraries.oneOf(
                tricky,
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings().ascii());
    }

    private static Arbitrary<Sample.Source> sources() {
        Arbitrary<ByteSize> sizes = Arbitraries.longs().greaterOrEqual(0).map(ByteSize::new);
        Arbitrary<Secret> secrets = Arbitraries.just(new Secret("***")).injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(texts(), sizes).as(Sample.Files::new),
                Combinators.combine(texts().map(text -> "http" + text), secrets, Arbitraries.integers())
                        .as(Sample.Server::new));
    }

    private static Arbitrary<Sample.Write> writes() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        durations(),
                        Arbitraries.of(Sample.OnExisting.class),
                        Arbitraries.doubles(),
                        Arbitraries.of(true, false),
                        durations().injectNull(0.3))
                .as(Sample.Write::new);
    }

    private static Arbitrary<Sample.Rule> rules() {
        return Combinators.combine(texts(), texts().injectNull(0.3)).as(Sample.Rule::new);
    }

    private static Arbitrary<Sample.Time> times() {
        Arbitrary<Instant> instants = Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        return Arbitraries.oneOf(texts().map(Sample.FieldTime::new), instants.map(Sample.ConstantTime::new));
    }

    private static Arbitrary<Sample.Hook> hooks() {
        return Combinators.combine(texts(), maps(Arbitraries.just(new Secret("***"))))
                .as(Sample.Hook::new);
    }

    static Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 999_999_999))
                        .as(Duration::ofSeconds),
                Arbitraries.longs().between(0, 1_000).map(Duration::ofDays),
                Arbitraries.longs().between(0, 100_000_000).map(Duration::ofMillis));
    }

    /** Maps that forget their order among them. */
    private static <V> Arbitrary<Map<String, V>> maps(Arbitrary<V> values) {
        Arbitrary<Map<String, V>> ordered = Arbitraries.maps(texts(), values).ofMaxSize(3);
        return Arbitraries.oneOf(ordered, ordered.map(Map::copyOf));
    }

    /** A configuration whose text is easy to read. */
    static Sample plain() {
        return new Sample(
                "docs",
                new Sample.Server("http://localhost", new Secret("hunter2"), 443),
                new Sample.Write(1, Duration.ofSeconds(90), Sample.OnExisting.FAIL_RECORD, 0.25, true, null),
                List.of(new Sample.Rule("lang", "5"), new Sample.Rule("${size}", null)),
                Map.of(
                        "b",
                        new Sample.FieldTime("made"),
                        "a",
                        new Sample.ConstantTime(Instant.parse("2024-05-01T00:00:00Z"))),
                List.of(),
                null,
                new Sample.Hook("http://hook", Map.of("Authorization", new Secret("hunter2"))));
    }
}
