package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.Elements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/mapping.md do what it says. */
class MappingDocTest {
    private final List<RecordMapper> examples = examples();

    @Test
    void ticketIsEpisodeThatMentionsCustomer() {
        MappedRecord ticket = Records.mapped(
                examples.get(0),
                Records.record(
                        "support",
                        "ticket_id",
                        "T-7",
                        "region",
                        "EMEA",
                        "opened",
                        "2026-01-05T09:30:00Z",
                        "customer",
                        "ACME Corp",
                        "messages",
                        List.of(
                                Map.of("from", "Ann", "text", "Login fails."),
                                Map.of("from", "Bob", "text", "Fixed."))));

        assertThat(ticket.groupId()).isEqualTo("support_emea__8w");
        assertThat(ticket.all(EpisodicNode.class).get(0).content()).isEqualTo("Ann: Login fails.\nBob: Fixed.");
        assertThat(ticket.all(EntityNode.class)).extracting(EntityNode::name).containsExactly("ACME Corp");
        assertThat(ticket.all(StructuralEdge.class)).hasSize(1);
    }

    @Test
    void productIsEntityWithFacts() {
        MappedRecord product = Records.mapped(
                examples.get(1),
                Records.record(
                        "products",
                        "sku",
                        "A-1",
                        "title",
                        "Anvil",
                        "price",
                        12.5,
                        "maker",
                        "ACME Corp",
                        "tags",
                        List.of("tools", "iron"),
                        "replaces",
                        "A-0",
                        "released",
                        "2024-05-01"));

        assertThat(Elements.json(product.all(EntityNode.class).get(0).attributes()))
                .isEqualTo(
                        "{\"maker\":\"ACME Corp\",\"price_eur\":12.5,\"released\":\"2024-05-01\",\"replaces\":\"A-0\","
                                + "\"sku\":\"A-1\"}");
        assertThat(product.all(EntityEdge.class))
                .extracting(EntityEdge::fact)
                .containsExactly(
                        "Anvil is made by ACME Corp", "Anvil about tools", "Anvil about iron", "Anvil replaces A-0");
    }

    @Test
    void orderLineJoinsItsOwnEnds() {
        MappedRecord order = Records.mapped(
                examples.get(2),
                Records.record(
                        "orders",
                        "shop_no",
                        3L,
                        "order_no",
                        12L,
                        "ordered_at",
                        "2026-01-05",
                        "lines",
                        List.of(
                                Map.of("sku", "A-1", "title", "Anvil", "quantity", 2L, "warehouse", "Kiel"),
                                Map.of("sku", "B-1", "title", "Bolt", "quantity", 9L, "warehouse", "Ulm"))));

        assertThat(order.origin().id()).isEqualTo("3-12");
        assertThat(order.all(EntityEdge.class))
                .extracting(EntityEdge::fact)
                .containsExactly(
                        "Order 12 has 2 of Anvil",
                        "Order 12 has 9 of Bolt",
                        "Anvil stored in Kiel",
                        "Bolt stored in Ulm");
        assertThat(Elements.json(order.all(EntityEdge.class).get(0).attributes()))
                .isEqualTo("{\"quantity\":2}");
    }

    @Test
    void vectorRecordKeepsItsVector() {
        MappedRecord vector = Records.mapped(
                examples.get(3),
                Records.record(
                        "news",
                        "n1",
                        Fields.of(
                                "values",
                                List.of(0.5, 0.25),
                                "metadata",
                                Map.of("title", "Flood", "text", "It rains.", "created", 1_700_000_000_000L))));

        assertThat(vector.groupId()).isEqualTo("news");
        assertThat(vector.all(EpisodicNode.class).get(0).validAt()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(vector.all(EntityNode.class).get(0).nameEmbedding()).isNotNull();
        assertThat(Elements.json(vector.all(EntityNode.class).get(0).attributes()))
                .contains("\"created\":1700000000000");
    }

    @Test
    void graphKeepsEndsOfRelationships() {
        MappedRecord node = Records.mapped(
                examples.get(4),
                Records.record("nodes", "4:1", Fields.of("title", "Heat", "labels", List.of("Movie", "Crime Film"))));
        MappedRecord relationship = Records.mapped(
                examples.get(4),
                Records.record(
                        "relationships",
                        "5:1",
                        Fields.of(
                                "type",
                                "ACTED_IN",
                                "start",
                                "4:2",
                                "start_name",
                                "Al",
                                "end",
                                "4:1",
                                "end_name",
                                "Heat",
                                "properties",
                                Map.of("since", "NONE", "role", "Vincent"))));

        assertThat(node.all(EntityNode.class).get(0).labels()).containsExactly("Movie", "CrimeFilm");
        EntityEdge fact = relationship.all(EntityEdge.class).get(0);
        assertThat(fact.targetNodeUuid())
                .isEqualTo(node.all(EntityNode.class).get(0).uuid());
        assertThat(fact.fact()).isEqualTo("Al acted in Heat");
        assertThat(Elements.json(fact.attributes())).isEqualTo("{\"role\":\"Vincent\",\"since\":\"NONE\"}");
        assertThat(fact.validAt()).isNull();
    }

    @Test
    void textUnitMentionsEntitiesOfOtherRecords() {
        MappedRecord unit = Records.mapped(
                examples.get(5),
                Records.record("text_units", "u1", Fields.of("text", "Marley was dead.", "entity_ids", List.of("e1"))));
        MappedRecord entity = Records.mapped(
                examples.get(5), Records.record("entities", "e1", Fields.of("title", "MARLEY", "type", "PERSON")));

        assertThat(unit.all(EntityNode.class)).isEmpty();
        assertThat(unit.all(StructuralEdge.class).get(0).targetNodeUuid())
                .isEqualTo(entity.all(EntityNode.class).get(0).uuid());
        assertThat(examples.get(5).map(Records.record("documents", "d", Fields.EMPTY)))
                .isEqualTo(new Mapping.Skipped("not-needed"));
    }

    private static List<RecordMapper> examples() {
        try {
            String page = Files.readString(Path.of("docs/mapping.md"));
            return Pattern.compile("```yaml\n(mapping:.*?)```", Pattern.DOTALL)
                    .matcher(page)
                    .results()
                    .map(block -> Records.mapper(block.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("docs/mapping.md is missing", e);
        }
    }
}
