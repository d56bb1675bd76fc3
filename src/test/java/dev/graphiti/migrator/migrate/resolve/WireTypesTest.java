package dev.graphiti.migrator.migrate.resolve;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTypesTest {
    @ParameterizedTest
    @ValueSource(classes = {Inquiry.class, Piece.class})
    void travelWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
