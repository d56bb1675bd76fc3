package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PassedOffsetsTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);
    private static final TopicPartition OTHERS = new TopicPartition("orders", 4);

    private final PassedOffsets passed = new PassedOffsets();

    @Test
    void whatLiesBetweenRecordsIsAGap() {
        passed.added(ORDERS, 10, 30);

        assertThat(passed.before(ORDERS, 10).size()).isZero();
        assertThat(passed.before(ORDERS, 14)).isEqualTo(new PassedOffsets.Gap(ORDERS, 11, 14));
        assertThat(passed.ended(Set.of())).containsExactly(new PassedOffsets.Gap(ORDERS, 15, 30));
        assertThat(passed.partitions()).isZero();
    }

    @Test
    void aPartitionWithoutARecordIsOneGap() {
        passed.added(ORDERS, 10, 30);
        passed.added(OTHERS, 7, 7);

        assertThat(passed.ended(Set.of(OTHERS))).containsExactly(new PassedOffsets.Gap(ORDERS, 10, 30));
        assertThat(passed.ended(Set.of()))
                .singleElement()
                .satisfies(gap -> assertThat(gap.size()).isZero());
    }

    @Test
    void whereTheStartOrTheEndIsNotKnownThereIsNoGap() {
        passed.added(ORDERS, -2, Long.MAX_VALUE);

        assertThat(passed.before(ORDERS, 17).size()).isZero();
        assertThat(passed.before(ORDERS, 20).size()).isEqualTo(2);
        assertThat(passed.ended(Set.of()))
                .singleElement()
                .satisfies(gap -> assertThat(gap.size()).isZero());
    }

    /** Also where reading is interrupted, and goes on behind the last record. */
    @Property
    void recordsAndGapsCoverAllOffsets(
            @ForAll @Size(max = 40) Set<@IntRange(max = 99) Integer> offsets,
            @ForAll @IntRange(max = 100) int interrupted) {
        PassedOffsets reader = new PassedOffsets();
        reader.added(ORDERS, 0, 100);
        long covered = 0;
        int number = 0;
        for (int offset : new TreeSet<>(offsets)) {
            covered += reader.before(ORDERS, offset).size() + 1;
            if (number++ == interrupted) {
                reader = new PassedOffsets();
                reader.added(ORDERS, offset + 1L, 100);
            }
        }
        List<PassedOffsets.Gap> rest = reader.ended(Set.of());

        assertThat(covered + rest.get(0).size()).isEqualTo(100);
    }
}
