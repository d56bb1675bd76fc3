package dev.graphiti.migrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.dedupe.RecordDeduplicator;
import java.lang.reflect.Type;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTypesTest {
    @ParameterizedTest
    @ValueSource(classes = RecordDeduplicator.Seen.class)
    void travelWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** The registry is Flink's: a TaskManager would keep the classes of each job. */
    @ParameterizedTest
    @ValueSource(classes = {MappedRecord.class, GraphElement.class})
    void noTypeIsRegisteredWithFlink(Class<?> type) {
        WireTypes.of(type);

        assertThat((Object) TypeExtractor.getTypeInfoFactory((Type) type)).isNull();
    }
}
