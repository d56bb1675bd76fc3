package dev.graphiti.migrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TalliesTest {
    @Property(tries = 200)
    void theOrderDoesNotMatter(@ForAll("tallies") List<Tally> tallies, @ForAll Random random) {
        List<Tally> shuffled = new ArrayList<>(tallies);
        Collections.shuffle(shuffled, random);

        assertThat(Tallies.of(shuffled).toList()).isEqualTo(Tallies.of(tallies).toList());
    }

    @Property(tries = 200)
    void addingUpInPartsIsAddingUpAll(@ForAll("tallies") List<Tally> one, @ForAll("tallies") List<Tally> other) {
        Tallies both = Tallies.of(one);
        other.forEach(both::add);

        Tallies parts = new Tallies();
        Tallies.of(one).toList().forEach(parts::add);
        Tallies.of(other).toList().forEach(parts::add);

        assertThat(parts.toList()).isEqualTo(both.toList());
    }

    @Example
    void addsWhatIsTheSameAndKeepsApartWhatIsNot() {
        Tallies tallies = new Tallies()
                .add(Tally.skipped("docs", "draft", 2))
                .add(Tally.skipped("docs", "draft", 3))
                .add(Tally.skipped("docs", "empty", 1));

        assertThat(tallies.toList())
                .containsExactly(Tally.skipped("docs", "draft", 5), Tally.skipped("docs", "empty", 1));
        assertThat(tallies.total(Tally.RECORD, Tally.SKIPPED)).isEqualTo(6);
    }

    @Example
    void isEmptyAfterItWasDrained() {
        Tallies tallies = new Tallies().add(Tally.element("docs", ElementKind.SAGA, Tally.WRITTEN, 4));

        assertThat(tallies.drain()).containsExactly(Tally.element("docs", ElementKind.SAGA, Tally.WRITTEN, 4));
        assertThat(tallies.isEmpty()).isTrue();
        assertThat(tallies.drain()).isEmpty();
    }

    @Example
    void namesTheLargestGroupsAndAddsUpTheRest() {
        Tallies tallies = new Tallies();
        IntStream.rangeClosed(1, 1000).forEach(i -> tallies.add(Tally.group("g" + i, Tally.ELEMENTS, i)));
        tallies.add(Tally.group("g1000", Tally.VECTORS, 60_000));
        tallies.add(Tally.group("g1", Tally.VECTORS, 50_000));

        GroupSizes groups = tallies.groups(50);

        assertThat(groups.groups()).isEqualTo(1000);
        assertThat(groups.largest()).hasSize(50).startsWith(new GroupSize("g1000", 1000, 60_000));
        assertThat(groups.otherGroups()).isEqualTo(950);
        assertThat(groups.otherElements()).isEqualTo(950 * 951 / 2);
        assertThat(groups.crowdedGroups()).isEqualTo(1);
    }

    @Provide
    Arbitrary<List<Tally>> tallies() {
        Arbitrary<String> few = Arbitraries.of("a", "b", "");
        return Combinators.combine(
                        Arbitraries.of(Tally.RECORD, Tally.ELEMENT),
                        few,
                        few,
                        Arbitraries.of(Tally.READ, Tally.MAPPED, Tally.SKIPPED),
                        few,
                        Arbitraries.longs().between(0, 1_000_000))
                .as(Tally::new)
                .list()
                .ofMaxSize(40);
    }
}
