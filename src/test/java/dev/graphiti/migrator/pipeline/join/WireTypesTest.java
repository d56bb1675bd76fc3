package dev.graphiti.migrator.pipeline.join;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTypesTest {
    @ParameterizedTest
    @ValueSource(classes = {LookupRequest.class, JoinInput.class})
    void travelWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
