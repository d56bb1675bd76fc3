package dev.graphiti.migrator.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.neo4j.driver.Driver;

/**
 * Generated records: each an episode, an entity with a vector, a mention, and a fact with a vector that leads to the
 * entity of the record before it in its group. The same size and seed give the same data everywhere.
 */
record BenchmarkData(int records, int groups, int dimension, long seed) {
    private static final String[] WORDS = {
        "river", "stone", "lamp", "market", "winter", "harbor", "signal", "paper",
        "garden", "engine", "copper", "letter", "bridge", "season", "willow", "compass"
    };

    int group(int record) {
        return record % groups;
    }

    /** The record before this one in its group; negative for the first. */
    int previous(int record) {
        return record - groups;
    }

    String id(int record) {
        return "r" + seed + "-" + record;
    }

    String name(int record) {
        return "Thing %d of %s".formatted(record, WORDS[record % WORDS.length]);
    }

    String text(int record) {
        SplittableRandom random = random(record, 1);
        StringBuilder text = new StringBuilder(320);
        while (text.length() < 300) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }

    String fact(int record) {
        return name(record) + " follows " + name(previous(record));
    }

    float[] nameVector(int record) {
        return vector(random(record, 2));
    }

    float[] factVector(int record) {
        return vector(random(record, 3));
    }

    private SplittableRandom random(int record, int purpose) {
        return new SplittableRandom(seed * 31 + record * 7L + purpose);
    }

    private float[] vector(SplittableRandom random) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            // Six decimals, as exports have them.
            vector[i] = Math.round((random.nextDouble() - 0.5) * 1e6) / 1e6f;
        }
        return vector;
    }

    /** Writes the data as JSON Lines. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            StringBuilder line = new StringBuilder(10_000);
            for (int record = 0; record < records; record++) {
                line.setLength(0);
                line.append("{\"id\":\"").append(id(record));
                line.append("\",\"group\":\"g").append(group(record));
                line.append("\",\"at\":\"2025-01-01T00:00:00Z\",\"name\":\"").append(name(record));
                line.append("\",\"text\":\"").append(text(record)).append("\",\"name_vector\":");
                append(line, nameVector(record));
                if (previous(record) >= 0) {
                    line.append(",\"previous\":\"").append(id(previous(record)));
                    line.append("\",\"fact\":\"").append(fact(record)).append("\",\"fact_vector\":");
                    append(line, factVector(record));
                }
                line.append("}\n");
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static void append(StringBuilder line, float[] vector) {
        char separator = '[';
        for (float value : vector) {
            line.append(separator).append(value);
            separator = ',';
        }
        line.append(']');
    }

    /**
     * Checks that the graph holds these records.
     *
     * @throws IllegalStateException if not
     */
    void check(Surroundings here, Driver driver) {
        if (here.count(driver, "(:Episodic)") != records
                || here.count(driver, "(:Entity)") != records
                || here.count(driver, "()-[:RELATES_TO]->()") != records - groups) {
            throw new IllegalStateException("the job did not write what it should");
        }
    }
}
