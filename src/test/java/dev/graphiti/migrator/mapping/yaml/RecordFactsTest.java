package dev.graphiti.migrator.mapping.yaml;

import static dev.graphiti.migrator.mapping.Products.notes;
import static dev.graphiti.migrator.mapping.Products.product;
import static dev.graphiti.migrator.mapping.Products.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFactsTest {
    @Test
    void aFactWithoutEndIsNotMade() {
        assertThat(product("maker", " ").all(EntityEdge.class)).isEmpty();
        assertThat(product("maker", " ").all(EntityNode.class)).hasSize(1);
    }

    @Test
    void aFactMayLeadFromAnEntityToItself() {
        EntityEdge fact = product("replaces", "A-1").all(EntityEdge.class).get(0);

        assertThat(fact.sourceNodeUuid()).isEqualTo(fact.targetNodeUuid());
        assertThat(fact.fact()).isEqualTo("Anvil replaces A-1");
    }

    @Test
    void aFactMayTellOfOneEntity() {
        RecordMapper people = Records.mapper("""
                mapping:
                  people:
                    group: g
                    entity: { name: name }
                    facts: [{ name: HAS_INJURY, to: this, fact: "{from.name} has {injury}" }]
                """);

        EntityEdge fact = Records.mapped(
                        people, Records.record("people", "1", Fields.of("name", "Evan", "injury", "a bad knee")))
                .all(EntityEdge.class)
                .get(0);

        assertThat(fact.fact()).isEqualTo("Evan has a bad knee");
        assertThat(fact.sourceNodeUuid()).isEqualTo(fact.targetNodeUuid());
    }

    @Test
    void aFactWithoutItsOwnTimeHasNone() {
        EntityEdge fact = product("maker", "ACME").all(EntityEdge.class).get(0);

        assertThat(fact.validAt()).isNull();
        assertThat(fact.expiredAt()).isNull();
        assertThat(notes("maker", "ACME")).containsExactly(Note.TIME_LEFT_OUT);
    }

    @Test
    void aFactWithReversedTimesIsNoted() {
        assertThat(notes("maker", "ACME", "released", "2025-01-01", "stopped", "2024-01-01"))
                .containsExactly(Note.TIME_REVERSED);
    }

    @Test
    void anUnreadableTimeOfAFactRejectsTheRecord() {
        Mapping.Rejected letter = rejected("maker", "ACME", "released", "soon");

        assertThat(letter.reason()).isEqualTo("unreadable-time");
        assertThat(letter.message())
                .isEqualTo("the field released holds no time in a known format: \"soon\";"
                        + " add the format to formats or set if-unreadable");
    }

    @Test
    void aTimeOutsideOfTheYearsIsSaidToBe() {
        assertThat(rejected("maker", "ACME", "released", "10000-01-01").message())
                .isEqualTo("the field released holds a time outside the years 1 to 9999 in UTC: \"10000-01-01\";"
                        + " set if-unreadable");
    }

    @Test
    void aFactToldTwiceIsMadeOnceAndToldOtherwiseTwice() {
        RecordMapper orders = Records.mapper("""
                mapping:
                  orders:
                    group: shop
                    entity: { name: "Order {@id}" }
                    related:
                      product: { each: lines, name: .name }
                    facts:
                      - { name: HAS, to: product, fact: "{from.name} has {.n} {to.name}" }
                """);
        MappedRecord order = Records.mapped(
                orders, Records.record("orders", "1", Fields.of("lines", List.of(line(2), line(2), line(5)))));

        assertThat(order.all(EntityNode.class)).hasSize(2);
        assertThat(order.all(EntityEdge.class))
                .extracting(EntityEdge::fact)
                .containsExactly("Order 1 has 2 bolt", "Order 1 has 5 bolt");
        assertThat(order.all(EntityEdge.class)).extracting(EntityEdge::uuid).doesNotHaveDuplicates();
        assertThat(order.all(EntityEdge.class).get(0).episodes()).isEmpty();
        assertThat(order.all(EntityEdge.class).get(0).referenceTime()).isNull();
    }

    private static Map<String, Object> line(long n) {
        return Map.of("name", "bolt", "n", n);
    }
}
