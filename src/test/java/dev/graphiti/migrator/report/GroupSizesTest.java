package dev.graphiti.migrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.CountAggregator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupSizesTest {
    @Test
    void namesTheLargestGroupsAndAddsUpTheRest() {
        CountAggregator counts = new CountAggregator();
        IntStream.rangeClosed(1, 1000).forEach(i -> counts.add(Count.group("g" + i, Outcome.ELEMENTS, i)));
        counts.add(Count.group("g1000", Outcome.VECTORS, 60_000));
        counts.add(Count.group("g1", Outcome.VECTORS, 50_000));

        GroupSizes groups = GroupSizes.of(counts, 50);

        assertThat(groups.groups()).isEqualTo(1000);
        assertThat(groups.largest()).hasSize(50).startsWith(new GroupSize("g1000", 1000, 60_000));
        assertThat(groups.otherGroups()).isEqualTo(950);
        assertThat(groups.otherElements()).isEqualTo(950 * 951 / 2);
        assertThat(groups.crowdedGroups()).isEqualTo(1);
    }
}
