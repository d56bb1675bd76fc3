package dev.graphiti.migrator.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Generated records that carry three layouts in one, so that each is read from the same bytes: over many groups
 * ({@code even}), 90 % of them in one ({@code hot}), and that with all facts of the large group leading to one entity
 * ({@code hub}). Each record has a fact about another one of its group, but for the first of each group.
 */
record SkewData(BenchmarkData base) {
    static final int GROUPS = 100;

    private int even(int record) {
        return record % GROUPS;
    }

    private int hot(int record) {
        return isHot(record) ? 0 : 1 + record / 10 % (GROUPS - 1);
    }

    private static boolean isHot(int record) {
        return record % 10 != 0;
    }

    /** The one before it in its group; negative for the first. */
    private int hotPrevious(int record) {
        if (!isHot(record)) {
            return record - 10 * (GROUPS - 1);
        }
        return isHot(record - 1) ? record - 1 : record - 2;
    }

    private int hub(int record) {
        return isHot(record) && record > 1 ? 1 : hotPrevious(record);
    }

    /** Writes the data as JSON Lines. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            StringBuilder line = new StringBuilder(10_000);
            for (int record = 0; record < base.records(); record++) {
                line.setLength(0);
                write(record, line);
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void write(int record, StringBuilder line) {
        line.append("{\"id\":\"").append(base.id(record)).append("\",\"at\":\"2025-01-01T00:00:00Z\"");
        line.append(",\"even\":\"g").append(even(record));
        line.append("\",\"hot\":\"h").append(hot(record));
        line.append("\",\"name\":\"").append(base.name(record));
        line.append("\",\"text\":\"").append(base.text(record)).append('"');
        reference(line, "even_previous", record - GROUPS);
        reference(line, "hot_previous", hotPrevious(record));
        reference(line, "hub", hub(record));
        line.append(",\"name_vector\":");
        BenchmarkData.append(line, base.nameVector(record));
        line.append(",\"fact\":\"").append(base.name(record)).append(" follows another\",\"fact_vector\":");
        BenchmarkData.append(line, base.factVector(record));
        line.append("}\n");
    }

    private void reference(StringBuilder line, String name, int to) {
        if (to >= 0) {
            line.append(",\"").append(name).append("\":\"").append(base.id(to)).append('"');
        }
    }
}
