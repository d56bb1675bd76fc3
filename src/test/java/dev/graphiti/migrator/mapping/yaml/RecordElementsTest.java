package dev.graphiti.migrator.mapping.yaml;

import static dev.graphiti.migrator.mapping.Products.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Products;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a record becomes. */
class RecordElementsTest {
    private final RecordMapper mapper = Products.mapper();

    private final MappedRecord record = product(
            "maker",
            "ACME  Corp",
            "replaces",
            "A-0",
            "released",
            "2024-05-01",
            "stopped",
            "2025-05-01",
            "fact_vector",
            List.of(1L, 0.5));

    @Test
    void episodeSupportsFactsOfItsRecord() {
        EpisodicNode episode = record.all(EpisodicNode.class).get(0);

        assertThat(episode)
                .isEqualTo(new EpisodicNode(
                        Identity.ofRecord(ElementKind.EPISODIC, "shop", "json", "products", "A-1", ""),
                        "shop",
                        "products A-1",
                        EpisodeSource.TEXT,
                        "products",
                        "Heavy.",
                        record.all(EntityEdge.class).stream()
                                .map(EntityEdge::uuid)
                                .toList(),
                        Records.RUN_START,
                        Instant.parse("2026-01-05T00:00:00Z")));
    }

    @Test
    void entityIsTheRecord() {
        EntityNode entity = record.all(EntityNode.class).get(0);

        assertThat(entity.uuid())
                .isEqualTo(Identity.ofRecord(ElementKind.ENTITY, "shop", "json", "products", "A-1", ""));
        assertThat(entity.name()).isEqualTo("Anvil");
        assertThat(entity.labels()).containsExactly("Product");
        assertThat(entity.summary()).isEqualTo("Heavy.");
        assertThat(entity.createdAt()).isEqualTo(Records.RUN_START);
        assertThat(entity.nameEmbedding()).isNull();
    }

    @Test
    void relatedEntityIsTheSameForEveryRecordThatNamesIt() {
        EntityNode maker = record.all(EntityNode.class).get(1);

        assertThat(maker.uuid()).isEqualTo(Identity.ofValue("shop", "Company", "acme corp"));
        assertThat(maker.name()).isEqualTo("ACME  Corp");
        assertThat(maker.attributes()).isEqualTo(PropertyMap.NONE);
        assertThat(product("maker", "acme corp").all(EntityNode.class).get(1).uuid())
                .isEqualTo(maker.uuid());
    }

    @Test
    void relatedEntityWithIdIsToldApartByIt() {
        MappedRecord first = product("owner", "Smith", "owner_no", 1L);
        MappedRecord second = product("owner", "Smith", "owner_no", 2L);
        MappedRecord named = product("owner", "Smith", "owner_no", "smith", "maker", "Smith");

        assertThat(first.all(EntityNode.class).get(1).uuid())
                .isNotEqualTo(second.all(EntityNode.class).get(1).uuid());
        assertThat(named.all(EntityNode.class)).extracting(EntityNode::uuid).doesNotHaveDuplicates();
    }

    @Test
    void factIsOwnedByRecord() {
        EntityEdge fact = record.all(EntityEdge.class).get(0);

        assertThat(fact.fact()).isEqualTo("Anvil is made by ACME  Corp");
        assertThat(fact.name()).isEqualTo("MADE_BY");
        assertThat(fact.sourceNodeUuid())
                .isEqualTo(record.all(EntityNode.class).get(0).uuid());
        assertThat(fact.targetNodeUuid())
                .isEqualTo(record.all(EntityNode.class).get(1).uuid());
        assertThat(fact.episodes())
                .containsExactly(record.all(EpisodicNode.class).get(0).uuid());
        assertThat(fact.validAt()).isEqualTo("2024-05-01T00:00:00Z");
        assertThat(fact.invalidAt()).isEqualTo("2025-05-01T00:00:00Z");
        assertThat(fact.expiredAt()).isEqualTo(Records.RUN_START);
        assertThat(fact.referenceTime()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(fact.factEmbedding()).isNotNull();
    }

    @Test
    void referenceResolvesToEntityOfTheOtherRecord() {
        MappedRecord old =
                Records.mapped(mapper, Records.record("products", "sku", "A-0", "title", "Old anvil", "priced", true));

        assertThat(record.all(EntityEdge.class).get(1).targetNodeUuid())
                .isEqualTo(old.all(EntityNode.class).get(0).uuid());
        assertThat(record.all(EntityEdge.class).get(1).fact()).isEqualTo("Anvil replaces A-0");
        assertThat(record.all(EntityEdge.class).get(1).validAt())
                .isEqualTo(record.all(EpisodicNode.class).get(0).validAt());
        assertThat(product("replaces", "A-0", "old_title", "Old anvil")
                        .all(EntityEdge.class)
                        .get(0)
                        .fact())
                .isEqualTo("Anvil replaces Old anvil");
    }

    @Test
    void episodeMentionsWhatTheRecordMakesAndRefersTo() {
        String episode = record.all(EpisodicNode.class).get(0).uuid();

        assertThat(record.all(StructuralEdge.class))
                .allSatisfy(edge -> assertThat(edge.uuid())
                        .isEqualTo(Identity.ofEnds(ElementKind.MENTIONS, "shop", episode, edge.targetNodeUuid())))
                .extracting("targetNodeUuid")
                .containsExactly(
                        record.all(EntityNode.class).get(0).uuid(),
                        record.all(EntityNode.class).get(1).uuid(),
                        record.all(EntityEdge.class).get(1).targetNodeUuid());
    }

    @Test
    void remainingFieldsAreAttributes() {
        assertThat(Elements.json(record.all(EntityNode.class).get(0).attributes()))
                .isEqualTo("{\"at\":\"2026-01-05\",\"maker\":\"ACME  Corp\",\"priced\":true,"
                        + "\"released\":\"2024-05-01\",\"replaces\":\"A-0\",\"stopped\":\"2025-05-01\"}");
    }
}
