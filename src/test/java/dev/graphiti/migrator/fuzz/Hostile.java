package dev.graphiti.migrator.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that others have stumbled over. */
final class Hostile {
    /** The fields that the mapping of {@link Jobs} reads. */
    private static final List<String> NAMES = List.of(
            "name",
            "id",
            "kind",
            "text",
            "at",
            "tags",
            "friend",
            "embedding",
            "uuid",
            "group_id",
            "labels",
            "@id",
            "a.b",
            "",
            " ",
            "source",
            "__proto__",
            "Ünï",
            "created_at",
            "name_embedding");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\nb",
            "\u202eabc",
            "\ud83d\ude00",
            "\ud800",
            "\udfff\ud800",
            "\ufeff",
            "null",
            "NaN",
            "-0",
            "1e5",
            "${HOME}",
            "{name}",
            "{",
            "}",
            "../../etc/passwd",
            "'; DROP TABLE x; --",
            "`) DETACH DELETE n //",
            "2024-02-30",
            "9999-12-31T23:59:59.9999999Z",
            "-999999999-01-01T00:00:00Z",
            "2024-01-01T00:00:00+25:00",
            "1700000000",
            "Ａ",
            "\u0000\u001f\u007f\u0085\u2028",
            "%s%n%d",
            "Widget",
            "Ada",
            "x".repeat(3_000));

    private static final List<Object> NUMBERS = List.of(
            0,
            -1,
            1L << 53,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1.5,
            1e300,
            -0.0,
            5e-324,
            0.1,
            new java.math.BigInteger("123456789012345678901234567890"),
            new java.math.BigDecimal("1e400"),
            new java.math.BigDecimal("0.10000000000000000000000000001"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private Hostile() {}

    static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A record with the fields that the mapping reads, sound or hostile. */
    static Map<String, @Nullable Object> record(Random random) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("id", "r-" + random.nextInt(50));
        record.put("name", random.nextInt(3) == 0 ? value(random, 2) : "Widget " + random.nextInt(9));
        record.put("at", random.nextInt(3) == 0 ? value(random, 1) : "2024-05-01T10:00:00Z");
        record.put("kind", random.nextInt(5) == 0 ? value(random, 1) : "Part");
        record.put("text", random.nextInt(5) == 0 ? value(random, 1) : "One of many.");
        for (int more = random.nextInt(6); more > 0; more--) {
            record.put(NAMES.get(random.nextInt(NAMES.size())), value(random, 3));
        }
        return record;
    }

    static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> text(random);
            case 2, 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 4 -> random.nextBoolean();
            case 5 -> null;
            case 6 -> vector(random);
            case 7 -> list(random, depth);
            default -> object(random, depth);
        };
    }

    private static List<@Nullable Object> list(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int more = random.nextInt(5); more > 0; more--) {
            list.add(value(random, depth - 1));
        }
        return list;
    }

    private static Map<String, @Nullable Object> object(Random random, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int more = random.nextInt(4); more > 0; more--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        return object;
    }

    private static List<Object> vector(Random random) {
        List<Object> vector = new ArrayList<>();
        for (int more = random.nextInt(3) == 0 ? 200 : 8; more > 0; more--) {
            vector.add(random.nextInt(50) == 0 ? NUMBERS.get(random.nextInt(NUMBERS.size())) : random.nextDouble());
        }
        return vector;
    }

    static String json(Random random) {
        if (random.nextInt(60) == 0) {
            int depth = 1 + random.nextInt(5_000);
            return "{\"name\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        }
        return json(record(random));
    }

    static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
