package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.model.DeadLetter;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTypesTest {
    @ParameterizedTest
    @ValueSource(classes = {Count.class, LedgerRow.class, DeadLetter.class})
    void travelWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
