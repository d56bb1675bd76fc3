package dev.graphiti.migrator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.EffectiveConfig;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Configurations that were sound: keys misspelt, values of another type or far off, and damage to their text. */
final class ConfigAttack implements Attack {
    private static final Pattern LINE = Pattern.compile("job\\.yaml:\\d+:\\d+: .+|job\\.yaml: and \\d+ more");

    private static final List<Object> VALUES = List.of(
            "",
            "?!",
            "-1",
            -1,
            0,
            1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1e308,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            true,
            "0s",
            "-5s",
            "PT-5S",
            "PT9223372036854775807S",
            "999999999999999d",
            "0b",
            "1b",
            "9999999999999999999tb",
            "bolt://:0",
            "neo4j+s://h",
            "http://",
            "http://[",
            "http://a b",
            "https://u:p@h?q",
            "://",
            "h:99999999",
            "${KEY}",
            "${EMPTY}",
            "${YAML}",
            "${MANY}",
            "${NOT_SET}",
            "${",
            "${}",
            "$${x}",
            "${KEY:-${KEY}}",
            "${KEY:-",
            "2024-13-01T00:00:00Z",
            "(",
            "[",
            "{a",
            "{a}}",
            "{.}",
            ".",
            "..",
            "a..b",
            "a[0]",
            "*",
            "**",
            "/",
            "~",
            "\0");

    private static final List<String> TEXTS = List.of(
            "\ufeff",
            "\t",
            "\r\n",
            "\n---\n",
            "...",
            "&a ",
            "*a",
            "!!java.net.URL ",
            "!x ",
            "<<: *a\n",
            "? ",
            "- ",
            ": ",
            "#",
            "|",
            ">",
            "'",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "%YAML 9.9\n",
            "@",
            "`",
            "\u0007",
            "\ud800",
            "\u0085",
            "~: ~\n",
            "[[[[[[[[[[",
            "a: &x [*x]\n");

    private final List<String> bases = bases();

    private static List<String> bases() {
        List<String> bases = new ArrayList<>();
        for (String demo : List.of("json", "graphrag", "kafka", "neo4j", "pinecone", "weaviate")) {
            try {
                bases.add(Files.readString(Path.of("src/demo", demo, "migration.yaml"))
                        .replaceAll("\\$\\{(?!KEY)[A-Z_]+}", "text"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bases;
    }

    @Override
    public String name() {
        return "CONFIGURATION";
    }

    @Override
    public Outcome strike(Random random, Path folder) {
        String yaml = bases.get(random.nextInt(bases.size()));
        if (random.nextInt(3) > 0) {
            yaml = changed(yaml, random);
        }
        if (random.nextInt(2) == 0) {
            yaml = damaged(yaml, random);
        }
        try {
            MigrationConfig config = Accounting.CONFIGS.read(yaml, "job.yaml");
            config.recordMapping(Accounting.RUN_START);
            config.source().source();
            String shown = EffectiveConfig.of(MigrationConfig.shape(), config).yaml();
            Accounting.CONFIGS.read(shown, "shown.yaml");
            return Outcome.ACCEPTED;
        } catch (MigratorException e) {
            String message = Objects.requireNonNull(e.getMessage(), "no message");
            assertThat(message).doesNotContain("shown.yaml");
            if (message.startsWith("job.yaml")) {
                message.lines().forEach(line -> assertThat(line).matches(LINE));
                e.getMessage().lines().forEach(Sentences::check);
                return new Outcome(0, 0, 0, 0, 1);
            }
            return Outcome.refused(e);
        }
    }

    private static String changed(String yaml, Random random) {
        Map<String, Object> root = new Yaml().load(yaml);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            List<Object> parents = new ArrayList<>();
            collect(root, parents);
            if (!parents.isEmpty()) {
                change(parents.get(random.nextInt(parents.size())), random);
            }
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(
                random.nextBoolean() ? DumperOptions.FlowStyle.BLOCK : DumperOptions.FlowStyle.FLOW);
        return new Yaml(options).dump(root);
    }

    private static void collect(Object node, List<Object> parents) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            parents.add(map);
            map.values().forEach(value -> collect(value, parents));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            parents.add(list);
            list.forEach(value -> collect(value, parents));
        }
    }

    @SuppressWarnings("unchecked") // As SnakeYAML loads them.
    private static void change(Object parent, Random random) {
        if (parent instanceof List<?> list) {
            ((List<@Nullable Object>) list).set(random.nextInt(list.size()), value(random));
            return;
        }
        Map<String, @Nullable Object> section = (Map<String, @Nullable Object>) parent;
        List<String> keys = new ArrayList<>(section.keySet());
        String key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(5)) {
            case 0 -> section.remove(key);
            case 1 -> section.put(Mangler.mangle(key, random, 2), section.remove(key));
            case 2 -> section.put(dumpable(random), value(random));
            default -> section.put(key, value(random));
        }
    }

    private static @Nullable Object value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> new ArrayList<>(List.of(VALUES.get(random.nextInt(VALUES.size()))));
            case 2 -> new LinkedHashMap<>(Map.of("a", VALUES.get(random.nextInt(VALUES.size()))));
            case 3 -> dumpable(random);
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    /** SnakeYAML does not write all texts. */
    private static String dumpable(Random random) {
        String text = Hostile.text(random);
        return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? text : "?!";
    }

    private static String damaged(String yaml, Random random) {
        int at = random.nextInt(yaml.length() + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Mangler.mangle(yaml, random, 5);
            case 1 -> "[".repeat(1 + random.nextInt(5_000)) + yaml;
            case 2 -> yaml + "x: " + "{a: ".repeat(1 + random.nextInt(3_000));
            case 3 -> aliases(random) + yaml;
            case 4 -> yaml.replaceFirst("(?m)^  ", "\t");
            case 5 -> yaml + yaml;
            default -> yaml.substring(0, at) + TEXTS.get(random.nextInt(TEXTS.size())) + yaml.substring(at);
        };
    }

    /** Each of twice, or more often, the one before. */
    private static String aliases(Random random) {
        StringBuilder aliases = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 2 + random.nextInt(30); i++) {
            aliases.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, ("*a" + (i - 1) + ", ").repeat(1 + random.nextInt(8)) + "x"));
        }
        return aliases.toString();
    }
}
