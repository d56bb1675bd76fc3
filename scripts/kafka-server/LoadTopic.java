import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Loads a file of messages into a topic, for scripts/kafka load: java LoadTopic.java SERVERS TOPIC FILE. */
public final class LoadTopic {
    private static final int PARTITIONS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadTopic() {}

    public static void main(String[] args) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "acks", "all");
        String topic = args[1];
        if (!make(topic, settings)) {
            System.out.printf("The topic %s exists already and is not changed.%n", topic);
            return;
        }
        List<String> lines = Files.readAllLines(Path.of(args[2]));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String line : lines) {
                producer.send(message(topic, JSON.readTree(line)));
            }
        }
        System.out.printf("%d messages loaded into the topic %s.%n", lines.size(), topic);
    }

    /** Returns false if the topic exists already. */
    private static boolean make(String topic, Map<String, Object> settings) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, JsonNode line) throws Exception {
        byte[] value = null;
        if (line.hasNonNull("text")) {
            value = bytes(line.get("text"));
        } else if (line.hasNonNull("value")) {
            value = JSON.writeValueAsBytes(line.get("value"));
        }
        Long timestamp = line.hasNonNull("timestamp")
                ? (Long) Instant.parse(line.get("timestamp").asText()).toEpochMilli()
                : null;
        byte[] key = line.hasNonNull("key") ? bytes(line.get("key")) : null;
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, timestamp, key, value);
        line.path("headers").properties().forEach(header -> message.headers()
                .add(header.getKey(), bytes(header.getValue())));
        return message;
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }
}
