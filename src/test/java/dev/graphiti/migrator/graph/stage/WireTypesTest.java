package dev.graphiti.migrator.graph.stage;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.testing.Elements;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between subtasks, or waits in state, is serialized by Flink itself and comes back as it was. */
class WireTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                WrittenElement.class,
                WaitingEdge.class,
                RetriedBatches.class,
                DeadLetter.class,
                RecordOrigin.class,
                GraphElement.class
            })
    void noPartOfItFallsToKryo(Class<?> type) {
        assertNothingGeneric(WireTypes.of(type), type.getSimpleName());
    }

    /** Also inside of lists, where the check above does not look. */
    private static void assertNothingGeneric(TypeInformation<?> type, String path) {
        assertThat(type).as(path).isNotInstanceOf(GenericTypeInfo.class);
        if (type instanceof ListTypeInfo<?> list) {
            assertNothingGeneric(list.getElementTypeInfo(), path + "[]");
        } else if (type instanceof CompositeType<?> composite) {
            for (String field : composite.getFieldNames()) {
                assertNothingGeneric(composite.getTypeAt(composite.getFieldIndex(field)), path + "." + field);
            }
        }
    }

    static Stream<Object> values() {
        EntityNode bare = new EntityNode("n", GROUP, "Ada", "", List.of(), PropertyMap.NONE, RUN_START, null);
        EntityEdge fact = Elements.fact("f", "a", "b");
        EntityEdge bareFact = new EntityEdge(
                "f",
                GROUP,
                "a",
                "b",
                "KNOWS",
                "knows",
                List.of(),
                PropertyMap.NONE,
                RUN_START,
                null,
                null,
                null,
                null,
                null);
        StructuralEdge edge = Elements.edge(ElementKind.MENTIONS, "m", "e", "a");
        return Stream.of(
                record(
                        List.of(Elements.episode("e")),
                        List.of(bare, Elements.entity("a")),
                        List.of(fact, bareFact),
                        edge),
                record(List.of(), List.of(), List.of(), edge),
                new WaitingEdge(ORIGIN, "mapping", fact),
                new WaitingEdge(ORIGIN, "mapping", bareFact),
                new WaitingEdge(ORIGIN, "mapping", edge),
                new WrittenElement(
                        ElementKind.SAGA, "s", GROUP, Outcome.MERGED, "copy", null, null, null, false, ORIGIN, null),
                new WrittenElement(
                        ElementKind.SAGA,
                        "s",
                        GROUP,
                        Outcome.UPDATED,
                        "mapping",
                        "hash",
                        "fixed",
                        "content",
                        true,
                        ORIGIN,
                        "{}"),
                DeadLetter.of("write", "Entity", "n", "refused-by-neo4j", "why", ORIGIN, Kept.pointer("{}"))
                        .failedFirst(Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackAsItWas(Object value) throws IOException {
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @Test
    void aListThatComesBackCannotBeChangedByAnybody() throws IOException {
        EntityNode back = roundTrip(Elements.entity("a"));

        assertThat(back.labels()).isUnmodifiable();
    }

    @SuppressWarnings("unchecked") // The class of a value is its type.
    private static <T> T roundTrip(T value) throws IOException {
        TypeSerializer<T> serializer =
                WireTypes.of((Class<T>) value.getClass()).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer output = new DataOutputSerializer(512);
        serializer.serialize(value, output);
        T back = serializer.deserialize(new DataInputDeserializer(output.getCopyOfBuffer()));
        assertThat(serializer.copy(value)).isEqualTo(value);
        return back;
    }

    private static MappedRecord record(
            List<EpisodicNode> episodes, List<EntityNode> entities, List<EntityEdge> facts, StructuralEdge edge) {
        List<GraphElement> elements = new ArrayList<>(episodes);
        elements.addAll(entities);
        elements.add(Elements.community("c"));
        elements.add(Elements.saga("s"));
        elements.addAll(facts);
        elements.add(edge);
        return MappedRecord.whole(ORIGIN, GROUP, "hash", elements);
    }
}
