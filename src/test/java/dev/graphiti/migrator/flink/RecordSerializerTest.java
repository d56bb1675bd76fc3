package dev.graphiti.migrator.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.PropertyTag;
import dev.graphiti.migrator.testing.Elements;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {
    private static final RecordSerializer<MappedRecord> RECORDS = RecordSerializer.of(MappedRecord.class);
    private static final RecordSerializer<GraphElement> ELEMENTS = RecordSerializer.of(GraphElement.class);

    @Test
    void aRecordWithElementsOfEveryKindComesBack() throws IOException {
        List<GraphElement> elements = new ArrayList<>(Elements.oneOfEachKind("x", Elements.RUN_START));
        elements.add(copy(PropertyMap.of("name", "C", "born", PropertyTag.DATE.mark("1815-12-10"))));
        MappedRecord record = new MappedRecord(Elements.ORIGIN, Elements.GROUP, "hash", "mapping", 3, false, elements);

        assertThat(roundTrip(RECORDS, record)).isEqualTo(record);
    }

    @Property(tries = 300)
    void eachPropertyComesBackWithItsType(@ForAll("properties") Map<String, Object> properties) throws IOException {
        GraphElement copy = copy(new PropertyMap(properties));

        assertThat(roundTrip(ELEMENTS, copy)).isEqualTo(copy);
    }

    @Provide
    Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.strings().map(text -> text),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(true, false).map(truth -> truth),
                Arbitraries.strings().map(PropertyTag.DATE_TIME::mark),
                Arbitraries.longs().list().ofMaxSize(4).map(PropertyTag.DURATION::mark));
        Arbitrary<Object> value =
                Arbitraries.oneOf(scalar, scalar.list().ofMaxSize(5).map(list -> list));
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), value).ofMaxSize(6);
    }

    @Property(tries = 100)
    void eachVectorComesBack(@ForAll @Size(min = 1, max = 100) List<Short> values) throws IOException {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i) + 0.5f;
        }
        GraphElement entity = Elements.entity("a").withVector(new Embedding(floats));

        assertThat(roundTrip(ELEMENTS, entity)).isEqualTo(entity);
    }

    @Test
    void whatIsNullStaysNull() throws IOException {
        GraphElement bare =
                new EntityNode("n", Elements.GROUP, "Ada", "", List.of(), PropertyMap.NONE, Elements.RUN_START, null);

        assertThat(roundTrip(ELEMENTS, bare)).isEqualTo(bare);
    }

    @Test
    void aListThatComesBackCannotBeChanged() throws IOException {
        assertThat(((EntityNode) roundTrip(ELEMENTS, Elements.entity("a"))).labels())
                .isUnmodifiable();
    }

    @Test
    void copiesBytesOfOneRecordOnly() throws IOException {
        DataOutputSerializer first = new DataOutputSerializer(16);
        ELEMENTS.serialize(Elements.entity("a"), first);
        first.writeInt(42);
        DataOutputSerializer second = new DataOutputSerializer(16);
        DataInputDeserializer source = new DataInputDeserializer(first.getCopyOfBuffer());

        ELEMENTS.copy(source, second);

        assertThat(source.readInt()).isEqualTo(42);
        assertThat(ELEMENTS.deserialize(new DataInputDeserializer(second.getCopyOfBuffer())))
                .isEqualTo(Elements.entity("a"));
    }

    @Test
    void aSavepointHoldsTheSchema() throws IOException {
        TypeSerializerSnapshot<MappedRecord> restored = restored(RECORDS);

        assertThat(restored.restoreSerializer()).isEqualTo(RECORDS);
        assertThat(RECORDS.snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    /** The order of tags is in the savepoint, so that a kind may be added anywhere; its text is what must stay readable. */
    @Test
    void theSchemaNamesComponentsKindsAndConstants() {
        RecordSchema schema = RecordSchema.of(MappedRecord.class);

        assertThat(schema.of("MappedRecord"))
                .contains("groupId:String", "bucket:int", "origin:RecordOrigin", "elements:List<GraphElement>");
        assertThat(schema.of("GraphElement"))
                .startsWith("EpisodicNode", "EntityNode")
                .endsWith("CopiedElement");
        assertThat(schema.of("EntityNode")).contains("labels:List<String>", "nameEmbedding:Embedding");
        assertThat(schema.of("ElementKind")).startsWith("EPISODIC", "ENTITY");
    }

    private record Name(String text) {}

    @Test
    void anotherRecordsStateIsRefused() throws IOException {
        TypeSerializerSnapshot<Name> now = RecordSerializer.of(Name.class).snapshotConfiguration();

        @SuppressWarnings({"unchecked", "rawtypes"}) // What Flink does with the state of an operator that changed.
        var compatibility = now.resolveSchemaCompatibility((TypeSerializerSnapshot) restored(RECORDS));

        assertThat(compatibility.isIncompatible()).isTrue();
    }

    @Test
    void aComponentMayComeOrGoButNotChangeItsType() {
        RecordSchema earlier = new RecordSchema(Map.of("Name", List.of("text:String", "length:int")));

        assertThat(new RecordSchema(Map.of("Name", List.of("length:int", "text:String", "more:long"))).canRead(earlier))
                .isTrue();
        assertThat(new RecordSchema(Map.of("Name", List.of("length:int"))).canRead(earlier))
                .isTrue();
        assertThat(new RecordSchema(Map.of("Name", List.of("text:long", "length:int"))).canRead(earlier))
                .isFalse();
        assertThat(new RecordSchema(Map.of("Kind", List.of("A")))
                        .canRead(new RecordSchema(Map.of("Kind", List.of("B")))))
                .isFalse();
    }

    @Test
    void whatCannotTravelIsRefusedWithItsClass() {
        GraphElement copy = copy(new PropertyMap(Map.of("n", BigInteger.TEN)));

        assertThatThrownBy(() -> roundTrip(ELEMENTS, copy))
                .hasMessage("a property is a java.math.BigInteger; only text, Long, Double, Boolean, lists and marked"
                        + " values can travel");
        assertThatThrownBy(() -> RecordSerializer.of(Thread.class))
                .hasMessage("java.lang.Thread cannot travel; only records, sealed interfaces of records and enums can");
    }

    private static CopiedElement copy(PropertyMap properties) {
        return new CopiedElement(
                ElementKind.ENTITY,
                "c",
                Elements.GROUP,
                null,
                null,
                List.of("Ship"),
                properties,
                Elements.SPRING,
                "C",
                Elements.vector("c"));
    }

    private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T back = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return back;
    }

    private static <T> TypeSerializerSnapshot<T> restored(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), RecordSerializerTest.class.getClassLoader());
    }
}
