package dev.graphiti.migrator.source.weaviate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.weaviate.range.UuidRange;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UuidOrderTest {
    @Property
    void textAndNumberAreInTheOrderOfUnsignedBytes(
            @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
        String one = new UUID(high, low).toString();
        String other = new UUID(otherHigh, otherLow).toString();
        int bytes = Integer.signum(Arrays.compareUnsigned(bytes(high, low), bytes(otherHigh, otherLow)));

        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(bytes);
        assertThat(UuidOrder.number(one).compareTo(UuidOrder.number(other))).isEqualTo(bytes);
    }

    @Property
    void aNumberReadsBackAsItsText(@ForAll long high, @ForAll long low) {
        String text = new UUID(high, low).toString();

        assertThat(UuidOrder.text(UuidOrder.number(text))).isEqualTo(text);
    }

    @Test
    void theCursorOfARangeIsTheUuidBeforeIt() {
        UuidRange upperHalf = new UuidRange(BigInteger.ONE.shiftLeft(127), UuidOrder.END);

        assertThat(upperHalf.cursor()).isEqualTo("7fffffff-ffff-ffff-ffff-ffffffffffff");
        assertThat(upperHalf.endsBefore("ffffffff-ffff-ffff-ffff-ffffffffffff")).isFalse();
        assertThat(UuidRange.ALL.cursor()).isEmpty();
        assertThat(UuidRange.parse(upperHalf.text())).isEqualTo(upperHalf);
    }

    @Test
    void writesEveryUuidInOneWay() {
        assertThat(UuidOrder.canonical("00313A4C-4308-30B0-AF4A-01773AD1752B"))
                .isEqualTo("00313a4c-4308-30b0-af4a-01773ad1752b");
        assertThatThrownBy(() -> UuidOrder.canonical("1-1-1-1-1")).hasMessage("'1-1-1-1-1' is not a UUID");
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
