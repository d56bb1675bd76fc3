package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads files that others have published: what pandas and Arrow really write. */
class ParquetFixturesTest {
    private static final Path FIXTURES = Path.of("../shared/fixtures/graphrag");

    @ParameterizedTest
    @CsvSource({
        "v0.4.0-christmas-carol/create_final_entities, 290",
        "v0.4.0-christmas-carol/create_final_communities, 40",
        "v1.2.0-dulce/create_final_relationships, 0",
        "v2.7.0-christmas-carol/communities, 0",
        "v2.7.0-christmas-carol/community_reports, 0",
        "v3.1.2-dulce/entities, 0",
        "v3.1.2-dulce/text_units, 5",
        "v3.1.2-dulce/embeddings.community_full_content, 0",
    })
    void everyFileIsReadWithoutDamage(String name, int rows) throws IOException {
        List<SourceRecord> records = Reading.records(Reading.plain(fixture(name)));

        assertThat(records).isNotEmpty().extracting(SourceRecord::damage).containsOnlyNulls();
        assertThat(records).allMatch(record -> record.fields().at("id") != null);
        assertThat(rows == 0 || records.size() == rows).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "v0.4.0-christmas-carol/create_final_entities, graph_embedding",
        "v0.4.0-christmas-carol/create_final_entities, text_unit_ids",
        "v2.7.0-christmas-carol/communities, children",
    })
    void columnsThatAreHardToRead(String name, String column) throws IOException {
        for (Fields fields : Reading.fields(Reading.plain(fixture(name)))) {
            Object value = fields.root().get(column);
            assertThat(value == null || value instanceof List<?>).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource("v3.1.2-dulce/embeddings.community_full_content, embedding")
    void embeddingsWithoutBoxes(String name, String column) throws IOException {
        assertThat(Reading.fields(Reading.plain(fixture(name))))
                .extracting(fields -> fields.at(column))
                .hasOnlyElementsOfType(Numbers.class);
    }

    private static Path fixture(String name) {
        Path path = FIXTURES.resolve(name + ".parquet");
        assumeTrue(Files.exists(path), "the fixture " + path + " is not here");
        return path.toAbsolutePath().normalize();
    }
}
