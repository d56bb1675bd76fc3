package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Classes and objects that others have published. */
class WeaviateFixturesTest {
    private static final Path FIXTURES = Path.of("../shared/fixtures/weaviate");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsObjectsOfAPublishedSchemaWithReferencesToSeveralClasses() throws IOException {
        for (JsonNode each : fixture("news-publications-schema/schema.json").path("classes")) {
            server.data().withClass(each.toString());
        }
        server.data()
                .withObject("Publication", "", Library.object(Library.near(1), "{\"name\": \"The Reed\"}"))
                .withObject("Article", "", Library.object(Library.near(2), """
                                {"title": "Tides", "wordCount": 12, "publicationDate": "2024-02-14T09:53:43Z",
                                 "hasAuthors": [{"beacon": "weaviate://localhost/%1$s"}],
                                 "inPublication": [{"beacon": "weaviate://localhost/Publication/%1$s"}]}""".formatted(Library.near(1))));

        List<SourceRecord> records = Library.read(Library.options(server.url()).source());

        assertThat(Library.damages(records)).isEmpty();
        assertThat(records)
                .extracting(record -> record.origin().collection())
                .containsExactly("Article", "Publication");
        Object reference = List.of(Map.of("collection", "Publication", "id", Library.near(1)));
        assertThat(records.get(0).fields().at("properties.hasAuthors")).isEqualTo(reference);
        assertThat(records.get(0).fields().at("properties.inPublication")).isEqualTo(reference);
    }

    @Test
    void readsPublishedVectors() throws IOException {
        JsonNode questions = fixture("jeopardy-tiny-vectors/jeopardy_tiny_with_vectors_all-MiniLM-L6-v2.json");
        server.data().withClass("""
                {"class": "Question", "properties": [{"name": "Category", "dataType": ["text"]},
                 {"name": "Question", "dataType": ["text"]}, {"name": "Answer", "dataType": ["text"]}]}""");
        for (int i = 0; i < questions.size(); i++) {
            ObjectNode properties = questions.get(i).deepCopy();
            ObjectNode object = (ObjectNode) JSON.readTree(Library.object(Library.near(i), "{}"));
            object.set("vector", properties.remove("vector"));
            object.set("properties", properties);
            server.data().withObject("Question", "", object.toString());
        }

        List<SourceRecord> records = Library.read(Library.options(server.url()).source());

        assertThat(Library.damages(records)).isEmpty();
        assertThat(records)
                .hasSize(questions.size())
                .allSatisfy(record ->
                        assertThat((List<?>) record.fields().at("vector")).hasSize(384));
    }

    private static JsonNode fixture(String name) throws IOException {
        Path path = FIXTURES.resolve(name);
        assumeTrue(Files.exists(path), "the fixture " + path + " is not here");
        return JSON.readTree(Files.readString(path));
    }
}
