package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.List;
import java.util.Map;

/** Options as a user writes them. */
final class Kafka {
    /** A configuration that is nothing but the source. */
    record SourceOnly(@Setting("the source") SourceOptions source) {}

    private Kafka() {}

    /** What stands in the section {@code source} besides the type. */
    static KafkaSourceOptions options(String yaml) {
        ConfigShape<SourceOnly> shape =
                ConfigShape.of(SourceOnly.class).withVariants(SourceOptions.class, List.of(KafkaSourceOptions.class));
        return (KafkaSourceOptions) new ConfigReader<>(shape, Map.of())
                .read("source: { type: kafka, %s }".formatted(yaml), "test.yaml")
                .source();
    }
}
