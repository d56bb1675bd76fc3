package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.testing.ParquetText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Files as Weaviate's own export writes them. */
public final class Export {
    public static final String COLUMNS = "required binary id (STRING); required int64 creation_time;"
            + " required int64 update_time; optional binary vector; optional binary named_vectors;"
            + " optional binary multi_vectors; optional binary properties;";

    public static final String TITLE = "{\"title\": \"Book %d\", \"pages\": %d, \"follows\": [{\"beacon\":"
            + " \"weaviate://localhost/Book/00000000-0000-0000-0000-000000000001\"}]}";

    private Export() {}

    /** Books with these numbers, whose times are in milliseconds, or by this factor smaller. */
    public static ParquetText books(int from, int to, long timeUnit) {
        return ParquetText.of(COLUMNS)
                .properties(Map.of("collection", "Book"))
                .rows(IntStream.range(from, to)
                        .mapToObj(number -> row(number, timeUnit))
                        .toList());
    }

    public static Map<String, Object> row(int number, long timeUnit) {
        ByteBuffer vector = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        vector.putFloat(0.25f).putFloat(1).putFloat(-0.5f);
        Map<String, Object> row = new HashMap<>();
        row.put("id", Library.near(number));
        row.put("creation_time", 1_707_904_423_000L * timeUnit);
        row.put("update_time", 1_707_904_423_001L * timeUnit);
        row.put("vector", vector.array());
        row.put("properties", text(TITLE.formatted(number, number)));
        return row;
    }

    public static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
