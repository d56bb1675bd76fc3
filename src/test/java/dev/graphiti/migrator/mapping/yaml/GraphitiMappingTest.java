package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphitiMappingTest {
    private static final Map<String, Object> CREATED = Map.of("$datetime", "2024-03-01T10:00Z");

    @Test
    void leavesEverythingAsItIs() {
        CopiedElement element = element(record(
                "Entity",
                "e-1",
                Fields.of(
                        "properties",
                        Fields.of(
                                        "uuid",
                                        "e-1",
                                        "group_id",
                                        "My-Group",
                                        "name",
                                        "Ada",
                                        "created_at",
                                        CREATED,
                                        "whole",
                                        1L)
                                .root(),
                        "vector",
                        new Numbers(new double[] {0.1f, 1}),
                        "labels",
                        List.of("odd label"))));

        assertThat(element.kind()).isEqualTo(ElementKind.ENTITY);
        assertThat(element.groupId()).isEqualTo("My-Group");
        assertThat(element.labels()).containsExactly("odd label");
        assertThat(element.createdAt()).isEqualTo(Instant.parse("2024-03-01T10:00:00Z"));
        assertThat(element.text()).isEqualTo("Ada");
        assertThat(element.embedding()).isEqualTo(new Embedding(new float[] {0.1f, 1}));
        assertThat(Elements.json(element.properties()))
                .isEqualTo(
                        "{\"created_at\":{\"$datetime\":\"2024-03-01T10:00Z\"},\"group_id\":\"My-Group\",\"name\":\"Ada\",\"uuid\":\"e-1\",\"whole\":1}");
    }

    @Test
    void nothingPassesForANodeOfTheMigrator() {
        Mapping outcome =
                new GraphitiMapping().map(record("Entity", "e-1", Fields.of("labels", List.of("MigrationSchema"))));

        assertThat(outcome).isInstanceOfSatisfying(Mapping.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("invalid-element");
            assertThat(rejected.message())
                    .isEqualTo(
                            "Entity e-1 has the label MigrationSchema, which is reserved by graphiti-migrator; remove it");
        });
    }

    @Test
    void missesNothingThatIsNotThere() {
        CopiedElement element = element(record(
                "Saga", "s-1", Fields.of("properties", Fields.of("uuid", "s-1").root())));

        assertThat(element.groupId()).isEmpty();
        assertThat(element.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(element.text()).isNull();
    }

    @Test
    void refusesWhatCannotBeFoundAgainOrSpoilsASearch() {
        Fields zeros = Fields.of("properties", Map.of("uuid", "e"), "vector", new Numbers(new double[] {0, 0}));

        assertThat(reason(record("Entity", "", Fields.EMPTY))).isEqualTo("no-id");
        assertThat(reason(record("MENTIONS", "m", Fields.of("source", "a")))).isEqualTo("no-ends");
        assertThat(reason(record("Entity", "e", zeros))).isEqualTo("bad-vector");
    }

    private static CopiedElement element(SourceRecord record) {
        Mapping mapping = new GraphitiMapping().map(record);
        assertThat(mapping).isInstanceOf(Mapping.Mapped.class);
        return ((Mapping.Mapped) mapping).record().all(CopiedElement.class).get(0);
    }

    private static String reason(SourceRecord record) {
        return ((Mapping.Rejected) new GraphitiMapping().map(record)).reason();
    }

    private static SourceRecord record(String kind, String uuid, Fields fields) {
        return SourceRecord.sound(new RecordOrigin("graphiti", kind, uuid, "nodes[0,9)", "node 1"), "2", 1, fields);
    }
}
