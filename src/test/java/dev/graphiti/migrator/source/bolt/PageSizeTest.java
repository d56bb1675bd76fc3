package dev.graphiti.migrator.source.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PageSizeTest {
    @Test
    void beginsSmall() {
        assertThat(new PageSize(10_000).ids()).isEqualTo(1_000);
        assertThat(new PageSize(10).ids()).isEqualTo(10);
    }

    @Test
    void asksForWhatFillsAPage() {
        PageSize size = new PageSize(10_000);

        size.held(1_000, Pages.BYTES);

        assertThat(size.ids()).isEqualTo(900);
    }

    @Test
    void holesCostNothing() {
        PageSize size = new PageSize(10_000);

        size.held(1_000, 0);

        assertThat(size.ids()).isEqualTo(10_000);
    }

    @Property
    void isAlwaysBetweenOneAndTheMost(
            @ForAll @LongRange(min = 1, max = 100_000) long most,
            @ForAll @LongRange(min = 0, max = 1L << 40) long ids,
            @ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        PageSize size = new PageSize(most);

        size.held(ids, bytes);

        assertThat(size.ids()).isBetween(1L, most);
    }
}
