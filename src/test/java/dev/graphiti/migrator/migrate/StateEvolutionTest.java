package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Flink does with state that an earlier build has written when a record of ours has got another field since. */
class StateEvolutionTest {
    /** As the earlier build knew it. Its name is as long as the later one's, so that the bytes can be made to name that. */
    public record Seen1(String contentHash, String where) {}

    /** As it is today. */
    public record Seen2(String contentHash, @Nullable String comment, String where, int times) {}

    @Test
    void aRecordWithAnAddedFieldReadsWhatWasWrittenWithoutIt() throws IOException {
        TypeSerializer<Seen1> earlier = serializer(Seen1.class);
        DataOutputSerializer snapshot = new DataOutputSerializer(512);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, earlier.snapshotConfiguration());
        DataOutputSerializer value = new DataOutputSerializer(64);
        earlier.serialize(new Seen1("hash", "people.jsonl offset 42"), value);

        TypeSerializerSnapshot<Seen2> saved = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(renamed(snapshot.getCopyOfBuffer())),
                getClass().getClassLoader());
        var compatibility = serializer(Seen2.class).snapshotConfiguration().resolveSchemaCompatibility(saved);

        assertThat(compatibility.isCompatibleAfterMigration()).isTrue();
        Seen2 read = saved.restoreSerializer().deserialize(new DataInputDeserializer(value.getCopyOfBuffer()));
        assertThat(read).isEqualTo(new Seen2("hash", null, "people.jsonl offset 42", 0));
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return TypeInformation.of(type).createSerializer(config);
    }

    private static byte[] renamed(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("Seen1", "Seen2")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
