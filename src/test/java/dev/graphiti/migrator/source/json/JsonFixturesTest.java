package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads files that others have published. */
class JsonFixturesTest {
    private static final Path FIXTURES = Path.of("../shared/fixtures");

    @Test
    void readsTheProductsInsideADocument() throws IOException {
        List<SourceRecord> records = read("jsonl/manybirds/manybirds_products.json", "/products");

        assertThat(records).hasSize(5).extracting(SourceRecord::damage).containsOnlyNulls();
        assertThat(records.get(0).fields().at("id")).isEqualTo(6785367965776L);
        assertThat(records.get(0).fields().at("handle")).isEqualTo("TinyBirds-wool-runners-little-kids");
    }

    @Test
    void withoutThePointerTheDocumentIsOneRecord() throws IOException {
        List<SourceRecord> records = read("jsonl/manybirds/manybirds_products.json", "");

        assertThat(records).hasSize(1);
        assertThat(records.get(0).fields().at("products")).asInstanceOf(LIST).hasSize(5);
    }

    @Test
    void readsVectorsWithoutBoxes() throws IOException {
        List<SourceRecord> records = read("pinecone/sample-notes/sample_notes_data.jsonl", "");

        assertThat(records).isNotEmpty().extracting(SourceRecord::damage).containsOnlyNulls();
        assertThat(records).extracting(record -> record.fields().at("values")).hasOnlyElementsOfType(Numbers.class);
    }

    private static List<SourceRecord> read(String file, String pointer) throws IOException {
        Path path = FIXTURES.resolve(file);
        assumeTrue(Files.exists(path), "the fixture " + path + " is not here");
        JsonInput input = new JsonInput("things", List.of(path.toString()), JsonFormat.AUTO, pointer);
        RecordSource source = JsonSourceOptions.of(input).source();
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : source.splits()) {
            try (RecordReader reader = source.open(split, SourceSplit.START)) {
                for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                    records.add(next);
                }
            }
        }
        return records;
    }
}
