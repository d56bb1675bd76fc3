package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.pipeline.dedupe.RecordDeduplicator;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTypesTest {
    @ParameterizedTest
    @ValueSource(classes = RecordDeduplicator.Seen.class)
    void travelWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
