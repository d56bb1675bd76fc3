package dev.graphiti.migrator.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.model.ElementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CountAggregatorTest {
    @Property(tries = 200)
    void theOrderDoesNotMatter(@ForAll("counts") List<Count> counts, @ForAll Random random) {
        List<Count> shuffled = new ArrayList<>(counts);
        Collections.shuffle(shuffled, random);

        assertThat(CountAggregator.of(shuffled).toList())
                .isEqualTo(CountAggregator.of(counts).toList());
    }

    @Property(tries = 200)
    void addingUpInPartsIsAddingUpAll(@ForAll("counts") List<Count> one, @ForAll("counts") List<Count> other) {
        CountAggregator both = CountAggregator.of(one);
        other.forEach(both::add);

        CountAggregator parts = new CountAggregator();
        CountAggregator.of(one).toList().forEach(parts::add);
        CountAggregator.of(other).toList().forEach(parts::add);

        assertThat(parts.toList()).isEqualTo(both.toList());
    }

    @Example
    void addsWhatIsTheSameAndKeepsApartWhatIsNot() {
        CountAggregator counts = new CountAggregator()
                .add(Count.skipped("docs", "draft", 2))
                .add(Count.skipped("docs", "draft", 3))
                .add(Count.skipped("docs", "empty", 1));

        assertThat(counts.toList())
                .containsExactly(Count.skipped("docs", "draft", 5), Count.skipped("docs", "empty", 1));
        assertThat(counts.total(Subject.RECORD, Outcome.SKIPPED)).isEqualTo(6);
    }

    @Example
    void isEmptyAfterItWasDrained() {
        CountAggregator counts = new CountAggregator().add(Count.element("docs", ElementKind.SAGA, Outcome.WRITTEN, 4));

        assertThat(counts.drain()).containsExactly(Count.element("docs", ElementKind.SAGA, Outcome.WRITTEN, 4));
        assertThat(counts.isEmpty()).isTrue();
        assertThat(counts.drain()).isEmpty();
    }

    @Provide
    Arbitrary<List<Count>> counts() {
        Arbitrary<String> few = Arbitraries.of("a", "b", "");
        return Combinators.combine(
                        Arbitraries.of(Subject.RECORD, Subject.ELEMENT),
                        few,
                        few,
                        Arbitraries.of(Outcome.READ, Outcome.MAPPED, Outcome.SKIPPED),
                        few,
                        Arbitraries.longs().between(0, 1_000_000))
                .as(Count::new)
                .list()
                .ofMaxSize(40);
    }
}
