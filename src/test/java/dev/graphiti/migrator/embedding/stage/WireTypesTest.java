package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.SampleRecords;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MappedRecord;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireTypesTest {
    @BeforeAll
    static void register() {
        EmbeddingTypeInfo.register();
        EmbeddingTypeInfo.register();
    }

    @Test
    void recordsNeedNoKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(EmbeddingBundle.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(EmbeddedRecord.class);
    }

    @Test
    void vectorsUseTheirOwnSerializerWhereverTheyAre() {
        assertThat(TypeInformation.of(Embedding.class)).isEqualTo(new EmbeddingTypeInfo());
        assertThat(TypeInformation.of(MappedRecord.class).toString()).contains("nameEmbedding: Embedding");
    }

    @Test
    void aRecordWithAndWithoutVectorsComesBack() throws IOException {
        MappedRecord record = SampleRecords.record(
                "1",
                List.of(
                        SampleRecords.entity("e1", "A", null),
                        SampleRecords.entity("e2", "B", new Embedding(new float[] {1, -2, 0.5f}))),
                List.of(SampleRecords.community("c", "C", null)),
                List.of(SampleRecords.fact("f", "F", new Embedding(new float[] {7}))));
        EmbeddingBundle bundle = new EmbeddingBundle(List.of(record, SampleRecords.named("2")));
        assertThat(roundTrip(bundle, TypeInformation.of(EmbeddingBundle.class))).isEqualTo(bundle);
    }

    @Property
    void eachVectorComesBack(@ForAll @Size(min = 1, max = 100) List<Short> values) throws IOException {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i) + 0.5f;
        }
        Embedding embedding = new Embedding(floats);
        assertThat(roundTrip(embedding, new EmbeddingTypeInfo())).isEqualTo(embedding);
    }

    @Test
    void copiesWithoutReading() throws IOException {
        Embedding embedding = new Embedding(new float[] {1, 2, 3});
        DataOutputSerializer first = new DataOutputSerializer(16);
        EmbeddingSerializer.INSTANCE.serialize(embedding, first);
        first.writeInt(42);
        DataOutputSerializer second = new DataOutputSerializer(16);
        DataInputDeserializer source = new DataInputDeserializer(first.getCopyOfBuffer());
        EmbeddingSerializer.INSTANCE.copy(source, second);
        assertThat(source.readInt()).isEqualTo(42);
        assertThat(EmbeddingSerializer.INSTANCE.deserialize(new DataInputDeserializer(second.getCopyOfBuffer())))
                .isEqualTo(embedding);
    }

    @Test
    void aSavepointRemembersTheSerializer() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                out, EmbeddingSerializer.INSTANCE.snapshotConfiguration());
        var restored = TypeSerializerSnapshotSerializationUtil.<Embedding>readSerializerSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(restored.restoreSerializer()).isEqualTo(EmbeddingSerializer.INSTANCE);
        assertThat(EmbeddingSerializer.INSTANCE
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    private static <T> T roundTrip(T value, TypeInformation<T> type) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
