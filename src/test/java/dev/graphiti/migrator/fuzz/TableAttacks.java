package dev.graphiti.migrator.fuzz;

import dev.graphiti.migrator.testing.ParquetText;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Parquet in the layouts that are read, with hostile cells and flipped bytes. */
enum TableAttacks implements Attack {
    PARQUET {
        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            ParquetText text = file(
                    random,
                    "required int64 id; optional binary name (STRING); optional binary raw;"
                            + " optional int64 at (TIMESTAMP(MICROS,true)); optional int32 d (DATE);"
                            + " optional group tags (LIST) { repeated group list { optional double element; } }");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.row(row(
                        "id", i,
                        "name", random.nextInt(5) == 0 ? null : Hostile.text(random),
                        "raw", Hostile.text(random).getBytes(StandardCharsets.UTF_8),
                        "at", random.nextLong(),
                        "d", random.nextInt(),
                        "tags", Map.of("list", List.of(Map.of("element", random.nextGaussian())))));
            }
            Path file = text.write(folder.resolve("a.parquet"));
            flip(file, random);
            String input = "{ collection: things, paths: [\"%s\"], mixed-types: %s }"
                    .formatted(folder, random.nextBoolean() ? "read" : "refuse");
            return Accounting.of(Jobs.of("{ type: parquet, inputs: [%s] }".formatted(input), random), random);
        }
    },
    PINECONE_IMPORT {
        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            ParquetText text = file(
                    random,
                    "required binary id (STRING);"
                            + " optional group values (LIST) { repeated group list { required float element; } }"
                            + " optional binary metadata (STRING);");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.row(row(
                        "id", "r" + i,
                        "values", Map.of("list", List.of(Map.of("element", i), Map.of("element", 0.5))),
                        "metadata", Mangler.mangle(Hostile.json(random), random, 2)));
            }
            flip(text.write(folder.resolve("space/a.parquet")), random);
            String input = "{ paths: [\"%s\"], layout: pinecone-import }".formatted(folder);
            return Accounting.of(Jobs.of("{ type: parquet, inputs: [%s] }".formatted(input), random), random);
        }
    },
    WEAVIATE_EXPORT {
        private static final String SCHEMA = """
                {"classes": [{"class": "Book", "vectorConfig": {"a": {}}, "properties": [
                 {"name": "name", "dataType": ["text"]}, {"name": "at", "dataType": ["date"]},
                 {"name": "tags", "dataType": ["int[]"]}, {"name": "friend", "dataType": ["Book"]},
                 {"name": "text", "dataType": ["blob"]}]}]}""";

        private static final String STATUS = """
                {"status": "SUCCESS", "shardStatus": {"Book": {"a": {"status": "SUCCESS", "objectsExported": %d},
                 "b": {"status": "SKIPPED", "objectsExported": 0, "skipReason": "cold"}}}}""";

        /** What the server says of the export, damaged or not. */
        private String beside(Random random, Path folder, int rows) throws IOException {
            if (random.nextInt(3) == 0) {
                Files.write(
                        folder.resolve("export_metadata.json"),
                        Mangler.mangle(bytes(STATUS.formatted(rows)), random, 2));
            }
            if (random.nextInt(3) != 0) {
                return "";
            }
            Path schema = folder.resolve("schema.json");
            Files.write(schema, Mangler.mangle(bytes(SCHEMA), random, 2));
            return ", schema: \"" + schema + "\"";
        }

        private static final String COLUMNS = "required binary id (STRING); required int64 creation_time;"
                + " required int64 update_time; optional binary vector; optional binary named_vectors;"
                + " optional binary multi_vectors; optional binary properties;";

        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            ParquetText text = file(random, COLUMNS).properties(Map.of("collection", "Book"));
            int rows = random.nextInt(40);
            for (int i = rows; i > 0; i--) {
                byte[] vector = new byte[random.nextInt(5) == 0 ? random.nextInt(30) : 12];
                random.nextBytes(vector);
                text.row(row(
                        "id",
                        random.nextInt(9) == 0 ? Hostile.text(random) : new UUID(1, i).toString(),
                        "creation_time",
                        random.nextInt(9) == 0 ? random.nextLong() : 1_707_904_423_000L,
                        "update_time",
                        1_707_904_423_000L,
                        "vector",
                        vector,
                        "named_vectors",
                        random.nextInt(5) == 0 ? bytes(Hostile.json(random)) : null,
                        "properties",
                        Mangler.mangle(bytes(Hostile.json(random)), random, 2)));
            }
            flip(text.write(folder.resolve("a.parquet")), random);
            String source = "{ type: weaviate-export, paths: [\"%s\"], blobs: keep%s }"
                    .formatted(folder, beside(random, folder, rows));
            return Accounting.of(Jobs.of(source, random), random);
        }
    },
    GRAPHRAG {
        private static final List<String> TABLES =
                List.of("text_units", "entities", "relationships", "covariates", "community_reports");

        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            Version version = Version.values()[random.nextInt(Version.values().length)];
            GraphRagOutput output = GraphRagOutput.of(World.saltmere(), version).inGroupsOf(5);
            for (int changes = random.nextInt(8); changes > 0; changes--) {
                List<Map<String, @Nullable Object>> rows =
                        output.table(TABLES.get(random.nextInt(TABLES.size()))).rows();
                spoil(rows.get(random.nextInt(rows.size())), random);
            }
            if (random.nextInt(6) == 0) {
                output.without(TABLES.get(random.nextInt(TABLES.size())));
            }
            output.write(folder);
            if (random.nextInt(3) == 0) {
                try (var files = Files.list(folder)) {
                    List<Path> all = files.sorted().toList();
                    flip(all.get(random.nextInt(all.size())), random);
                }
            }
            String source = "{ type: graphrag, path: \"%s\", group: g, dangling: %s, time: { if-missing: run-start } }"
                    .formatted(folder, random.nextBoolean() ? "stub" : "dead-letter");
            return Accounting.of(Jobs.alone(source), random);
        }

        private void spoil(Map<String, @Nullable Object> row, Random random) {
            List<String> columns = new ArrayList<>(row.keySet());
            String column = columns.get(random.nextInt(columns.size()));
            Object cell = row.get(column);
            if (random.nextInt(4) == 0) {
                row.put(column, null);
            } else if (cell instanceof String) {
                row.put(column, Hostile.text(random));
            } else if (cell instanceof Double) {
                row.put(column, Double.longBitsToDouble(random.nextLong()));
            } else if (cell instanceof Number) {
                row.put(column, random.nextLong());
            } else if (cell instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String) {
                row.put(column, List.of(Hostile.text(random), Hostile.text(random)));
            }
        }
    };

    private static final CompressionCodecName[] CODECS = {
        CompressionCodecName.UNCOMPRESSED,
        CompressionCodecName.SNAPPY,
        CompressionCodecName.ZSTD,
        CompressionCodecName.GZIP
    };

    private static ParquetText file(Random random, String columns) {
        ParquetText text = ParquetText.of(columns)
                .codec(CODECS[random.nextInt(CODECS.length)])
                .version(random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                .rowsPerGroup(1 + random.nextInt(20));
        return random.nextBoolean() ? text : text.withoutDictionary();
    }

    private static void flip(Path file, Random random) throws IOException {
        Files.write(file, Mangler.mangle(Files.readAllBytes(file), random, 3));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }
}
