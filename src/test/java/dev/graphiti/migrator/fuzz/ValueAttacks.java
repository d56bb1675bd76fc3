package dev.graphiti.migrator.fuzz;

import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.bolt.PropertyValues;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.kafka.KafkaMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.MapAccessor;

/** Values of systems that are not asked: messages of Kafka, properties of Neo4j. */
enum ValueAttacks implements Attack {
    KAFKA {
        @Override
        public Outcome strike(Random random, Path folder) {
            byte[] value = Mangler.mangle(bytes(Hostile.json(random)), random, 3);
            byte[] key = bytes(Hostile.text(random));
            SourceRecord record = KafkaMessages.parsed(
                    "bootstrap-servers: \"a:1\", topics: [orders], max-record-size: 4kb",
                    random.nextInt(5) == 0 ? null : Mangler.mangle(key, random, 2),
                    random.nextInt(20) == 0 ? null : value,
                    Hostile.text(random),
                    key);
            return Accounting.mapped(mapping(random), record);
        }
    },
    NEO4J {
        @Override
        public Outcome strike(Random random, Path folder) {
            Map<String, Value> properties = new HashMap<>();
            for (int more = random.nextInt(8); more > 0; more--) {
                properties.put(
                        List.of("name", "id", "kind", "at", "tags", "text").get(random.nextInt(6)), value(random));
            }
            PropertyValues form = random.nextBoolean() ? PropertyValues.READABLE : PropertyValues.EXACT;
            Fields fields = new Fields(form.of((MapAccessor) Values.value(properties)));
            RecordOrigin origin = new RecordOrigin("neo4j", "things", Hostile.text(random), "nodes", "node 1");
            return Accounting.mapped(mapping(random), SourceRecord.sound(origin, "1", 1, fields));
        }
    };

    private static RecordMapping mapping(Random random) {
        String source = "{ type: json, inputs: [{ collection: things, paths: [a] }] }";
        return Accounting.CONFIGS.read(Jobs.of(source, random), "job.yaml").recordMapping(Accounting.RUN_START);
    }

    private static Value value(Random random) {
        if (random.nextInt(4) != 0) {
            return scalar(random, random.nextInt(12));
        }
        int type = random.nextInt(11);
        List<Value> list = new ArrayList<>();
        for (int more = random.nextInt(4) == 0 ? 300 : random.nextInt(4); more > 0; more--) {
            list.add(scalar(random, type));
        }
        return Values.value(list);
    }

    private static Value scalar(Random random, int type) {
        long any = random.nextLong();
        LocalDate day = LocalDate.ofEpochDay(any % 365_000_000_000L);
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(any, 86_400_000_000_000L));
        ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) (any % 64_800));
        return switch (type) {
            case 0 -> Values.value(Hostile.text(random));
            case 1 -> Values.value(any);
            case 2 -> Values.value(Double.longBitsToDouble(any));
            case 3 -> Values.value(random.nextBoolean());
            case 4 -> Values.value(day);
            case 5 -> Values.value(time);
            case 6 -> Values.value(LocalDateTime.of(day, time));
            case 7 -> Values.value(OffsetTime.of(time, offset));
            case 8 ->
                Values.value(ZonedDateTime.of(day, time, random.nextBoolean() ? offset : ZoneId.of("Asia/Kolkata")));
            case 9 ->
                Values.isoDuration(
                        any % 1_000_000, any % 777, Duration.ofSeconds(any).getSeconds(), (int) (any % 1_000_000_000));
            case 10 -> Values.point(random.nextBoolean() ? 4326 : 9157, random.nextGaussian(), Double.NaN, 1);
            default -> random.nextBoolean() ? Values.NULL : Values.value(bytes(Hostile.text(random)));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
