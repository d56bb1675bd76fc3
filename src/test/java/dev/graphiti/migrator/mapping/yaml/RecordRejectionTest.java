package dev.graphiti.migrator.mapping.yaml;

import static dev.graphiti.migrator.mapping.Products.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Products;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes a dead letter, and what is said then. */
class RecordRejectionTest {
    private final RecordMapper mapper = Products.mapper();

    @Test
    void damagedRecordWasNotRead() {
        RecordOrigin origin = new RecordOrigin("json", "products", "", "a.jsonl", "offset 3");
        SourceRecord damaged = SourceRecord.damaged(origin, "n", 1, "line is not JSON", Kept.NOTHING);

        assertThat(mapper.map(damaged)).isEqualTo(new Mapping.Rejected("read", "damaged", "line is not JSON", origin));
    }

    @Test
    void knowsIdOnceItIsFound() {
        assertThat(rejected("title", " ").origin().id()).isEqualTo("A-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sku; ; no-id;the field that id names is missing or blank; map another one, or skip such records",
                "title; ; no-name;the entity's name is missing or blank; map another field, or give it a default",
            })
    void blankFieldIsNamed(String field, String value, String reason) {
        assertThat(rejected(field, value == null ? " " : value).reason()).isEqualTo(reason);
    }

    @Test
    void vectorsThatSearchFailsOn() {
        assertThat(rejected("name_vector", new Numbers(new double[3])))
                .extracting(Mapping.Rejected::reason, Mapping.Rejected::message)
                .containsExactly("bad-vector", "the field name_vector: the vector is all zeros");
        assertThat(rejected("name_vector", List.of(1.0, 1e300)).message())
                .isEqualTo("the field name_vector: the vector's component 1 is Infinity");
        assertThat(rejected("name_vector", List.of()).message())
                .isEqualTo("the field name_vector: the vector is empty");
        assertThat(rejected("name_vector", List.of(1.0, "x")).message())
                .isEqualTo("the field name_vector: the vector's component 1 is not a number but \"x\"");
        assertThat(rejected("name_vector", "0.5").message())
                .isEqualTo("the field name_vector: it is not a list of numbers but \"0.5\"");
    }

    @Test
    void unmappedCollection() {
        Mapping mapping = mapper.map(Records.record("reviews"));

        assertThat((Mapping.Rejected) mapping)
                .extracting(Mapping.Rejected::reason, Mapping.Rejected::message)
                .containsExactly(
                        "unmapped-collection",
                        "there is no mapping for the collection 'reviews'; add one, or one for \"*\"");
    }

    @Test
    void missingGroupAndTime() {
        RecordMapper strict = Records.mapper("""
                mapping:
                  "*": { group: "{tenant}", time: { field: at }, episode: {} }
                """);

        assertThat(reason(strict, Fields.of("at", "2026-01-05"))).isEqualTo("no-group");
        assertThat(reason(strict, Fields.of("tenant", "a"))).isEqualTo("no-time");
        assertThat(reason(strict, Fields.of("tenant", "a", "at", "x"))).isEqualTo("unreadable-time");
    }

    private static String reason(RecordMapper strict, Fields fields) {
        return ((Mapping.Rejected) strict.map(Records.record("any", "1", fields))).reason();
    }
}
