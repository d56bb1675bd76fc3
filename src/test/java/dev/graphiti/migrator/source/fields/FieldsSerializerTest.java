package dev.graphiti.migrator.source.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class FieldsSerializerTest {
    private final FieldsSerializer serializer = new FieldsSerializer();

    @Property(tries = 300)
    void givesBackWhatItWasGiven(@ForAll("trees") Map<String, Object> root) throws IOException {
        Fields fields = new Fields(root);

        Fields back = serializer.deserialize(new DataInputDeserializer(bytesOf(fields)));

        assertThat(back).isEqualTo(fields);
        assertThat(new ArrayList<>(back.root().keySet())).isEqualTo(new ArrayList<>(root.keySet()));
    }

    @Test
    void copiesTheBinaryForm() throws IOException {
        byte[] bytes = bytesOf(Fields.of("a", 1L, "b", new Numbers(new double[] {0.5, 2.0}), "c", null));
        DataOutputSerializer out = new DataOutputSerializer(16);

        serializer.copy(new DataInputDeserializer(bytes), out);

        assertThat(out.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void keepsAVectorUnboxed() throws IOException {
        byte[] bytes = bytesOf(Fields.of("vector", new Numbers(new double[] {0.1, -2.5})));

        Object vector = serializer.deserialize(new DataInputDeserializer(bytes)).at("vector");

        assertThat(vector)
                .isInstanceOfSatisfying(
                        Numbers.class, numbers -> assertThat(numbers.toFloats()).containsExactly(0.1f, -2.5f));
    }

    @Test
    void keepsTextLongerThanAnyPrefixOf64Kilobytes() throws IOException {
        Fields fields = Fields.of("text", "ä€😀x".repeat(40_000));

        assertThat(serializer.deserialize(new DataInputDeserializer(bytesOf(fields))))
                .isEqualTo(fields);
    }

    @Test
    void refusesAValueThatCannotTravel() {
        assertThatThrownBy(() -> bytesOf(Fields.of("price", BigDecimal.ONE)))
                .hasMessage("a field of a record is a java.math.BigDecimal;"
                        + " only text, numbers as Long or Double, booleans, lists and maps can travel");
    }

    @Test
    void itsSnapshotRestoresIt() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot<Fields> snapshot = serializer.snapshotConfiguration();
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);

        TypeSerializerSnapshot<Fields> back = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(back.restoreSerializer()).isEqualTo(serializer);
        assertThat(snapshot.resolveSchemaCompatibility(back).isCompatibleAsIs()).isTrue();
    }

    @Test
    void refusesASnapshotOfALaterVersion() {
        assertThatThrownBy(() -> new FieldsSerializerSnapshot()
                        .readSnapshot(9, new DataInputDeserializer(), getClass().getClassLoader()))
                .hasMessage("the savepoint holds record fields of version 9, this release reads up to 1");
    }

    @Test
    void recordsTravelWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RecordOrigin.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SourceRecord.class);
        assertThat(WireTypes.of(Fields.class).createSerializer(new SerializerConfigImpl()))
                .isInstanceOf(FieldsSerializer.class);
    }

    private byte[] bytesOf(Fields fields) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(fields, out);
        return out.getCopyOfBuffer();
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return Arbitraries.maps(Arbitraries.strings(), values(3)).ofMaxSize(6);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.strings().asGeneric(),
                        Arbitraries.of(true, false).asGeneric(),
                        Arbitraries.doubles()
                                .array(double[].class)
                                .map(Numbers::new)
                                .asGeneric())
                .injectNull(0.1);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Object> lists =
                values(depth - 1).array(Object[].class).ofMaxSize(4).map(FieldsSerializerTest::listOf);
        Arbitrary<Object> maps = Arbitraries.maps(Arbitraries.strings(), values(depth - 1))
                .ofMaxSize(4)
                .asGeneric();
        return Arbitraries.oneOf(leaves, lists, maps);
    }

    private static Object listOf(Object[] items) {
        List<Object> list = new ArrayList<>(Arrays.asList(items));
        return list;
    }
}
