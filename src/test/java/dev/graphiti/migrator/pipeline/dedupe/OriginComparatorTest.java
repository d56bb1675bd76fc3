package dev.graphiti.migrator.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.RecordOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OriginComparatorTest {
    @Test
    void numbersCountAsNumbers() {
        List<RecordOrigin> inOrder = List.of(
                at("a.jsonl:0-4096", "offset 0"),
                at("a.jsonl:0-4096", "offset 900"),
                at("a.jsonl:0-4096", "offset 41200"),
                at("a.jsonl:4096-8192", "offset 4096"),
                at("a.jsonl:99999999999999999999-1", "offset 1"),
                at("b.jsonl:0-10", "item 7 of 9"),
                at("b.jsonl:0-10", "item 12 of 90"));

        for (int seed = 0; seed < 20; seed++) {
            List<RecordOrigin> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(OriginComparator.BY_PLACE);
            assertThat(shuffled).isEqualTo(inOrder);
        }
    }

    @Property
    void differentPlacesAreNeverEqual(
            @ForAll @Chars({'0', '1', '9', 'a', '-'}) @StringLength(max = 6) String left,
            @ForAll @Chars({'0', '1', '9', 'a', '-'}) @StringLength(max = 6) String right) {
        int order = OriginComparator.BY_PLACE.compare(at(left, ""), at(right, ""));

        assertThat(order == 0).isEqualTo(left.equals(right));
        assertThat(Integer.signum(OriginComparator.BY_PLACE.compare(at(right, ""), at(left, ""))))
                .isEqualTo(-Integer.signum(order));
    }

    private static RecordOrigin at(String split, String position) {
        return new RecordOrigin("json", "people", "p-1", split, position);
    }
}
