package dev.graphiti.migrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.stage.EmbeddingBundle;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.stage.WaitingEdge;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.model.OpenSentence.End;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.Revision;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.pipeline.dedupe.RecordDeduplicator;
import dev.graphiti.migrator.pipeline.dedupe.Version;
import dev.graphiti.migrator.pipeline.incremental.Known;
import dev.graphiti.migrator.pipeline.join.LookupRequest;
import dev.graphiti.migrator.pipeline.names.NameMessage;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Elements;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether a later release, whose records have fields that ours have not, reads what this one writes into state: for every
 * type that lies in the state of a step (docs/state.md), and every record within it.
 */
class StateEvolutionTest {
    private static final EntityEdge FACT = Elements.fact("f", "a", "b");
    private static final StructuralEdge MENTION = Elements.edge(ElementKind.MENTIONS, "m", "e", "a");
    private static final CopiedElement COPY = new CopiedElement(
            ElementKind.ENTITY,
            "c",
            Elements.GROUP,
            null,
            null,
            List.of("Ship"),
            Elements.properties("{\"name\":\"C\"}"),
            Elements.SPRING,
            "C",
            Elements.vector("c"));

    /** One value of each type of ours that is the state of a step, with something in each of its components. */
    static Stream<Record> values() {
        SourceRecord source = new SourceRecord(
                Elements.ORIGIN,
                "43",
                43,
                Fields.of("id", "a", "tags", List.of("x", 1L), "vector", new Numbers(new double[] {0.5})),
                Fields.of("timestamp", 7L),
                "rule",
                "damage",
                Kept.pointer("raw"),
                "note",
                7,
                true,
                2);
        return Stream.of(
                new RecordDeduplicator.Seen("hash", "people.jsonl offset 42"),
                mapped(),
                new EmbeddingBundle(List.of(mapped(), mapped())),
                new WaitingEdge(Elements.ORIGIN, "mapping", FACT, new Revision("f", "now", "then", "stored")),
                new WaitingEdge(Elements.ORIGIN, "mapping", MENTION),
                new WaitingEdge(Elements.ORIGIN, "mapping", COPY),
                new Version("identity", "key", mapped(), new Rank("1", Elements.SPRING)),
                new Rank("1", Elements.SPRING),
                new Known(
                        ElementKind.ENTITY,
                        "a",
                        Elements.GROUP,
                        "mapping",
                        "people",
                        "7",
                        "stored",
                        "fixed",
                        "content",
                        1,
                        2),
                new NameMessage("a", "name", null),
                new NameMessage("b", null, mapped()),
                new LookupRequest("key", Fields.of("title", "A"), "asker", "name"),
                new LookupRequest("key", null, "asker", "name"),
                source);
    }

    private static MappedRecord mapped() {
        return new MappedRecord(
                Elements.ORIGIN,
                Elements.GROUP,
                "hash",
                "mapping",
                3,
                true,
                List.of(
                        Elements.episode("e"),
                        Elements.entity("a"),
                        Elements.entity("b"),
                        Elements.community("c"),
                        Elements.saga("s"),
                        FACT,
                        FACT.withSentence("f", new OpenSentence(List.of("a ", " b"), List.of(End.TARGET))),
                        MENTION,
                        COPY),
                List.of(Revision.first("a", "now")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aFieldMayBeAddedToEveryRecordAtOnce(Record value) throws Exception {
        assertRead(value, all(), all());
    }

    static Stream<Class<?>> records() {
        return all().stream().filter(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFieldMayBeAddedToOneRecordAlone(Class<?> grown) throws Exception {
        List<Record> holding = values().filter(
                        value -> recordsOf(value.getClass()).contains(grown))
                .toList();

        assertThat(holding).isNotEmpty();
        for (Record value : holding) {
            assertRead(value, all(), Set.of(grown));
        }
    }

    @Test
    void everyRecordWithinAnotherIsTried() {
        assertThat(all())
                .extracting(Class::getSimpleName)
                .contains(
                        "Seen",
                        "MappedRecord",
                        "RecordOrigin",
                        "EntityNode",
                        "EpisodicNode",
                        "CopiedElement",
                        "LookupRequest")
                .doesNotContain(
                        "Embedding", "Fields", "PropertyMap"); // They have serializers of their own, with a version.
    }

    private static Set<Class<?>> all() {
        Set<Class<?>> all = new LinkedHashSet<>();
        values().forEach(value -> all.addAll(recordsOf(value.getClass())));
        return all;
    }

    /** The record and all those within it that Flink reads and writes by their fields. */
    private static Set<Class<?>> recordsOf(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(type, found);
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType list) {
            Arrays.stream(list.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> of && of.isSealed() && found.add(of)) {
            Arrays.stream(of.getPermittedSubclasses()).forEach(each -> collect(each, found));
        } else if (type instanceof Class<?> record
                && record.isRecord()
                && isReadByFields(record)
                && found.add(record)) {
            Arrays.stream(record.getRecordComponents()).forEach(each -> collect(each.getGenericType(), found));
        }
    }

    private static boolean isReadByFields(Class<?> record) {
        return record == MappedRecord.class
                || GraphElement.class.isAssignableFrom(record)
                || (record != PropertyMap.class
                        && record != Embedding.class
                        && List.of("PojoSerializer", "RecordSerializer")
                                .contains(serializer(record).getClass().getSimpleName()));
    }

    private static <T extends Record> void assertRead(T value, Set<Class<?>> all, Set<Class<?>> grown)
            throws Exception {
        @SuppressWarnings("unchecked") // The class of a value is its type.
        TypeSerializer<T> earlier = serializer((Class<T>) value.getClass());
        DataOutputSerializer snapshot = new DataOutputSerializer(512);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, earlier.snapshotConfiguration());
        DataOutputSerializer bytes = new DataOutputSerializer(512);
        earlier.serialize(value, bytes);

        LaterClasses later = LaterClasses.of(all, grown);
        Object read = read(
                Class.forName(value.getClass().getName(), false, later),
                snapshot.getCopyOfBuffer(),
                bytes.getCopyOfBuffer(),
                later);

        assertSame(value, read, grown);
    }

    /** As Flink does: by the serializer that the snapshot remembers, then written anew by the later one, and read by that. */
    private static <T> T read(Class<T> type, byte[] snapshot, byte[] bytes, ClassLoader loader) throws IOException {
        TypeSerializer<T> later = serializer(type);
        TypeSerializerSnapshot<T> saved =
                TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(snapshot), loader);
        assertThat(later.snapshotConfiguration()
                        .resolveSchemaCompatibility(saved)
                        .isCompatibleAfterMigration())
                .isTrue();
        T migrated = saved.restoreSerializer().deserialize(new DataInputDeserializer(bytes));
        DataOutputSerializer anew = new DataOutputSerializer(512);
        later.serialize(migrated, anew);
        return later.deserialize(new DataInputDeserializer(anew.getCopyOfBuffer()));
    }

    private static void assertSame(@Nullable Object written, @Nullable Object read, Set<Class<?>> grown)
            throws ReflectiveOperationException {
        if (written instanceof List<?> list) {
            List<?> others = (List<?>) Objects.requireNonNull(read);
            assertThat(others).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(list.get(i), others.get(i), grown);
            }
        } else if (written instanceof Record && read != null && read.getClass() != written.getClass()) {
            for (RecordComponent each : written.getClass().getRecordComponents()) {
                assertSame(component(written, each.getName()), component(read, each.getName()), grown);
            }
            if (grown.contains(written.getClass())) {
                assertThat(component(read, LaterClasses.FIRST)).isEqualTo(0);
                assertThat(component(read, LaterClasses.LAST)).isNull();
            }
        } else if (written instanceof Enum<?> value && read instanceof Enum<?> other) {
            assertThat(other.name()).isEqualTo(value.name());
        } else {
            assertThat(read).isEqualTo(written);
        }
    }

    private static @Nullable Object component(Object record, String name) throws ReflectiveOperationException {
        var accessor = record.getClass().getDeclaredMethod(name);
        accessor.setAccessible(true); // A record may lie in a class that is not public.
        return accessor.invoke(record);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return WireTypes.of(type).createSerializer(config);
    }
}
