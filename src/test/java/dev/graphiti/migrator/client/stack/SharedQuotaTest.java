package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SharedQuotaTest {
    private static final Map<String, Double> QUOTAS = Map.of("list", 200.0);
    private static final Offset<Double> EXACT = within(0.001);

    @Test
    void theSubtasksOfAProcessHaveTheirPartOfTheQuota() {
        try (SharedQuota first = SharedQuota.join("index", QUOTAS, 0, 4)) {
            assertThat(rate(first)).isEqualTo(50, EXACT);
            try (SharedQuota second = SharedQuota.join("index", QUOTAS, 2, 4)) {
                assertThat(rate(first)).isEqualTo(100, EXACT);
                assertThat(second.limit("list")).isSameAs(first.limit("list"));
            }
            assertThat(rate(first)).as("who is done leaves its share").isEqualTo(100, EXACT);
        }
        try (SharedQuota later = SharedQuota.join("index", QUOTAS, 1, 4)) {
            assertThat(rate(later)).isEqualTo(50, EXACT);
        }
    }

    @Test
    void anotherServerIsAnotherQuotaAndAnotherKindHasNone() {
        try (SharedQuota one = SharedQuota.join("one", QUOTAS, 0, 1);
                SharedQuota other = SharedQuota.join("other", QUOTAS, 0, 1)) {
            assertThat(one.limit("list")).isNotSameAs(other.limit("list"));
            assertThat(one.limit("describe")).isNull();
        }
    }

    private static double rate(SharedQuota quota) {
        return Objects.requireNonNull(quota.limit("list")).current();
    }
}
