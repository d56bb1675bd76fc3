package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.text.Masking;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What every client of Kafka's is told here. */
final class ConsumerSettings {
    static final String COMMIT_ON_CHECKPOINT = "commit.offsets.on.checkpoint";

    private ConsumerSettings() {}

    /** The same properties; those that are no secrets can be seen. */
    static Map<String, Secret> marked(Map<String, Secret> properties) {
        Map<String, Secret> marked = new LinkedHashMap<>();
        properties.forEach((name, property) -> marked.put(name, new Secret(property.value(), !isSecret(name))));
        return marked;
    }

    /** As Kafka itself says it; of a setting that it does not know, by the name. */
    static boolean isSecret(String name) {
        ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(name);
        return known == null ? Masking.isSecret(name) : known.type == ConfigDef.Type.PASSWORD;
    }

    static Properties of(KafkaSourceOptions options) {
        Properties settings = new Properties();
        // What a producer has taken back never was.
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A topic that is misspelled must not come to be.
        settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // Going on elsewhere than asked would lose messages without a word.
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        options.properties().forEach((name, value) -> settings.setProperty(name, value.value()));
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        String groupId = options.groupId();
        if (groupId != null) {
            settings.setProperty(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        }
        return settings;
    }
}
