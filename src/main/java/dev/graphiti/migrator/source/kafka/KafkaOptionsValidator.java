package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.config.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** Refuses options that can never be right, each in a sentence that says what to write instead. */
final class KafkaOptionsValidator {
    /** What is set otherwise, and how. */
    private static final Map<String, String> TAKEN = Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "use the key bootstrap-servers",
            ConsumerConfig.GROUP_ID_CONFIG, "use the key group-id",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "keys are read as they are",
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "values are read as JSON",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "use the key commit-offsets",
            ConsumerSettings.COMMIT_ON_CHECKPOINT, "use the key commit-offsets");

    private KafkaOptionsValidator() {}

    static void check(String bootstrapServers, List<String> topics, @Nullable String topicPattern) {
        require(!bootstrapServers.isBlank(), "bootstrap-servers is blank; name a broker such as broker-1:9092");
        require(
                !bootstrapServers.contains("@"),
                "bootstrap-servers holds a user or password; write broker-1:9092 and give them in properties");
        require(
                topics.isEmpty() != (topicPattern == null),
                "name either topics or a topic-pattern, one of them and not both");
        require(topics.stream().noneMatch(String::isBlank), "topics names a blank topic; remove it");
        require(topics.stream().distinct().count() == topics.size(), "topics names a topic twice; remove one");
        if (topicPattern != null) {
            try {
                Pattern.compile(topicPattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "topic-pattern is not a regular expression: " + e.getDescription(), e);
            }
        }
    }

    static void checkStart(
            ReadMode read, StartAt start, @Nullable Instant timestamp, Map<String, Map<String, Long>> offsets) {
        require(
                read == ReadMode.CONTINUOUS || start != StartAt.LATEST,
                "start: latest with read: until-now would read nothing; choose another start, or read: continuous");
        require(
                (start == StartAt.TIMESTAMP) == (timestamp != null),
                "start-timestamp and start: timestamp belong together; give both or neither");
        require(
                (start == StartAt.OFFSETS) != offsets.isEmpty(),
                "start-offsets and start: offsets belong together; give both or neither");
        offsets.forEach((topic, byPartition) -> byPartition.forEach((partition, offset) -> {
            String place = "start-offsets.%s.%s".formatted(topic, partition);
            require(partition.matches("[0-9]{1,9}"), place + ": a partition is a number such as 0");
            require(offset >= 0, "%s: an offset cannot be negative, got %d".formatted(place, offset));
        }));
    }

    static void checkProperties(Map<String, Secret> properties, @Nullable String groupId, boolean commitOffsets) {
        require(
                groupId != null || !commitOffsets,
                "commit-offsets needs a group to commit them for; name one with group-id");
        properties.keySet().forEach(name -> {
            String instead = TAKEN.get(name);
            require(instead == null, "properties.%s cannot be set: %s".formatted(name, instead));
        });
        Secret reset = properties.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        require(
                reset == null || List.of("none", "earliest").contains(reset.value()),
                ("properties.%s must be none or earliest; it applies to offsets that no longer exist; use the key"
                                + " start for the others")
                        .formatted(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
