package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.SampleRecords;
import dev.graphiti.migrator.flink.SingletonTypeInfo;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MappedRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WireTypesTest {
    @Test
    void recordsNeedNoKryo() {
        assertThat(WireTypes.of(EmbeddingBundle.class)).isInstanceOf(SingletonTypeInfo.class);
        assertThat(WireTypes.of(EmbeddedRecord.class)).isInstanceOf(SingletonTypeInfo.class);
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
        assertThat(roundTrip(bundle, WireTypes.of(EmbeddingBundle.class))).isEqualTo(bundle);
    }

    private static <T> T roundTrip(T value, TypeInformation<T> type) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
