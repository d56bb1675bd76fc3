package dev.graphiti.migrator.source.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceSplit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionsTest {
    @Property
    void aKeyIsReadAsItWasWritten(@ForAll String text, @ForAll long whole, @ForAll double part) {
        assertThat(KeyValue.read(KeyValue.write(text))).isEqualTo(text.replaceAll("\\p{Cs}", "?"));
        assertThat(KeyValue.read(KeyValue.write(whole))).isEqualTo(whole);
        assertThat(KeyValue.read(KeyValue.write(part))).isEqualTo(part);
        assertThat(KeyValue.write(text)).doesNotContain(" ");
    }

    @Property
    void aPlaceAmongRelationshipsIsReadAsItWasWritten(
            @ForAll @LongRange(min = 0) long node, @ForAll @LongRange(min = -1) long behind) {
        RelationshipPlace place = new RelationshipPlace(node, behind);

        assertThat(RelationshipPlace.parse(place.text(), 5)).isEqualTo(place);
    }

    @Test
    void theStartIsInFrontOfTheFirstNode() {
        assertThat(RelationshipPlace.parse(SourceSplit.START, 5)).isEqualTo(RelationshipPlace.before(5));
    }

    @Test
    void aRangeOfKeysIsReadAsItWasWritten() {
        KeyRange range = new KeyRange(new KeySet("odd label", "key", "NOT n:`a b`"), "x y", "z", 7);

        assertThat(KeyRange.parse(range.split())).isEqualTo(range);
        KeyRange open = new KeyRange(new KeySet("A", "key", ""), Double.NEGATIVE_INFINITY, null, 7);
        assertThat(KeyRange.parse(open.split())).isEqualTo(open);
    }

    @Test
    void rangesOfOtherKeysHaveOtherIds() {
        assertThat(new KeyRange(new KeySet("a.b", "c", ""), "", null, 7).split().id())
                .isEqualTo("`a.b`.c[,)");
        assertThat(new KeyRange(new KeySet("a", "b.c", ""), "", null, 7).split().id())
                .isEqualTo("a.`b.c`[,)");
    }

    @Test
    void progressEndsAtTheSize() {
        SplitRange range = new SplitRange(SplitRange.Part.NODES, 100, 200, 1_000);

        assertThat(range.progress(99)).isZero();
        assertThat(range.progress(149)).isEqualTo(500);
        assertThat(range.progress(199)).isEqualTo(1_000);
        assertThat(SplitRange.parse(range.split())).isEqualTo(range);
    }

    @Test
    void aNameCannotBeAnythingElse() {
        assertThat(Cypher.name("a`b")).isEqualTo("`a``b`");
        assertThat(Cypher.name("a\\u0060b")).isEqualTo("`a\\u005Cu0060b`");
    }
}
