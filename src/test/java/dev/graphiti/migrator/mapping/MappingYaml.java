package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import java.util.Map;

/** Reads the section {@code mapping} as a user writes it. */
record MappingYaml(@Setting("What becomes of the records.") Map<String, CollectionMapping> mapping) {
    private static final ConfigReader<MappingYaml> READER =
            new ConfigReader<>(ConfigShape.of(MappingYaml.class), Map.of());

    static Map<String, CollectionMapping> read(String yaml) {
        return READER.read(yaml, "test.yaml").mapping();
    }
}
