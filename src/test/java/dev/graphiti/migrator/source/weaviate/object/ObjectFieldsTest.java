package dev.graphiti.migrator.source.weaviate.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.FieldsSerializer;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.PageParser;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectFieldsTest {
    private static final String ID = "00313a4c-4308-30b0-af4a-01773ad1752b";
    private static final String TARGET = "1fe2a1b0-0000-4000-8000-00000000000a";

    private static final String SCHEMA = """
            {"class": "Thing", "vectorConfig": {"title": {}, "colbert": {}},
             "properties": [
              {"name": "text", "dataType": ["text"]}, {"name": "texts", "dataType": ["text[]"]},
              {"name": "old", "dataType": ["string"]},
              {"name": "int", "dataType": ["int"]}, {"name": "ints", "dataType": ["int[]"]},
              {"name": "number", "dataType": ["number"]}, {"name": "numbers", "dataType": ["number[]"]},
              {"name": "boolean", "dataType": ["boolean"]}, {"name": "booleans", "dataType": ["boolean[]"]},
              {"name": "date", "dataType": ["date"]}, {"name": "dates", "dataType": ["date[]"]},
              {"name": "uuid", "dataType": ["uuid"]}, {"name": "uuids", "dataType": ["uuid[]"]},
              {"name": "geo", "dataType": ["geoCoordinates"]}, {"name": "phone", "dataType": ["phoneNumber"]},
              {"name": "blob", "dataType": ["blob"]}, {"name": "hash", "dataType": ["blobHash"]},
              {"name": "object", "dataType": ["object"], "nestedProperties": [
                {"name": "size", "dataType": ["number"]},
                {"name": "parts", "dataType": ["object[]"], "nestedProperties": [{"name": "no", "dataType": ["int"]}]}]},
              {"name": "ref", "dataType": ["Thing"]},
              {"name": "refs", "dataType": ["Person", "Company"]},
              {"name": "newer", "dataType": ["quaternion"]}]}""";

    @Test
    void readsEveryTypeOfProperty() throws Exception {
        Fields fields = fields("""
                {"text": "a", "texts": ["a", "b"], "old": "c", "int": 12, "ints": [1, 2],
                 "number": 3, "numbers": [1, 2], "boolean": true, "booleans": [true, false],
                 "date": "2024-02-14T09:53:43Z", "dates": ["2024-02-14T09:53:43.5+01:00"],
                 "uuid": "%s", "uuids": ["%s"],
                 "geo": {"latitude": 52.3, "longitude": 4.9},
                 "phone": {"input": "020 1", "internationalFormatted": "+31 20 1", "countryCode": 31, "valid": true},
                 "blob": "aGVsbG8=", "hash": "ab12",
                 "object": {"size": 2, "parts": [{"no": 1.0}, {"no": 2}]},
                 "ref": [], "newer": {"w": 1}}""".formatted(ID, ID));

        assertThat(fields.at("properties"))
                .isEqualTo(map(
                        "text",
                        "a",
                        "texts",
                        List.of("a", "b"),
                        "old",
                        "c",
                        "int",
                        12L,
                        "ints",
                        List.of(1L, 2L),
                        "number",
                        3.0,
                        "numbers",
                        List.of(1.0, 2.0),
                        "boolean",
                        true,
                        "booleans",
                        List.of(true, false),
                        "date",
                        "2024-02-14T09:53:43Z",
                        "dates",
                        List.of("2024-02-14T09:53:43.5+01:00"),
                        "uuid",
                        ID,
                        "uuids",
                        List.of(ID),
                        "geo",
                        map("latitude", 52.3, "longitude", 4.9),
                        "phone",
                        map("input", "020 1", "internationalFormatted", "+31 20 1", "countryCode", 31L, "valid", true),
                        "hash",
                        "ab12",
                        "object",
                        map("size", 2.0, "parts", List.of(map("no", 1L), map("no", 2L))),
                        "ref",
                        List.of(),
                        "newer",
                        map("w", 1L)));
        assertThat(fields.at("properties.numbers")).isInstanceOf(Numbers.class);
        new FieldsSerializer()
                .serialize(fields, new DataOutputViewStreamWrapper(new DataOutputStream(new ByteArrayOutputStream())));
    }

    @Test
    void largeNumbersKeepTheirDigits() throws Exception {
        Fields fields = fields("{\"int\": 9007199254740993, \"ints\": [12345678901234567890], \"number\": 1e400}");

        assertThat(fields.at("properties.int")).isEqualTo(9_007_199_254_740_993L);
        assertThat(fields.at("properties.ints")).isEqualTo(List.of("12345678901234567890"));
        assertThat(fields.at("properties.number")).isEqualTo("1e400");
    }

    @Test
    void integersInFloatingPointFormAreIntegersOrKeepTheirDigits() throws Exception {
        Fields fields = fields("{\"int\": 9.223372036854776e+18, \"ints\": [1e+21, -1e19, 1.2e+2, 9.0e18]}");

        assertThat(fields.at("properties.int")).isEqualTo("9223372036854776000");
        assertThat(fields.at("properties.ints"))
                .isEqualTo(
                        List.of("1000000000000000000000", "-10000000000000000000", 120L, 9_000_000_000_000_000_000L));
    }

    @Test
    void followsBothFormsOfBeacons() throws Exception {
        Fields fields = fields("""
                {"ref": [{"beacon": "weaviate://localhost/%s", "href": "/v1/objects/%s"}],
                 "refs": [{"beacon": "weaviate://localhost/Person/%s"}, {"beacon": "weaviate://other.host/Company/%s"}]}""".formatted(TARGET, TARGET, TARGET.toUpperCase(java.util.Locale.ROOT), ID));

        assertThat(fields.at("properties.ref")).isEqualTo(List.of(map("collection", "Thing", "id", TARGET)));
        assertThat(fields.at("properties.refs"))
                .isEqualTo(List.of(map("collection", "Person", "id", TARGET), map("collection", "Company", "id", ID)));
    }

    @Test
    void aReferenceOfAPropertyThatNoSchemaKnowsIsRecognized() throws Exception {
        Fields fields = fields("{\"unknown\": [{\"beacon\": \"weaviate://localhost/Person/%s\"}]}".formatted(TARGET));

        assertThat(fields.at("properties.unknown")).isEqualTo(List.of(map("collection", "Person", "id", TARGET)));
    }

    @Test
    void oneSentenceForWhatDoesNotFit() {
        assertThatThrownBy(() -> fields("{\"refs\": [{\"beacon\": \"weaviate://localhost/%s\"}]}".formatted(TARGET)))
                .hasMessage("a reference to %s does not name its class, which may be one of Person or Company"
                        .formatted(TARGET));
        assertThatThrownBy(() -> fields("{\"ref\": [{\"beacon\": \"http://somewhere\"}]}"))
                .hasMessage("the reference ref cannot be followed: 'http://somewhere' is not a beacon");
        assertThatThrownBy(() -> fields("{\"ref\": [{\"beacon\": \"weaviate://localhost/Thing/7\"}]}"))
                .hasMessage("the reference ref cannot be followed: '7' is not a UUID");
        assertThatThrownBy(() -> fields("{\"ints\": 7}"))
                .hasMessage("its property ints is a number and not int[], as its class says");
    }

    @Test
    void tellsTimesClassAndTenant() throws Exception {
        Fields fields = fields("{}");

        assertThat(fields.at("id")).isEqualTo(ID);
        assertThat(fields.at("class")).isEqualTo("Thing");
        assertThat(fields.at("tenant")).isEqualTo("north");
        assertThat(fields.at("created")).isEqualTo("2024-02-14T09:53:43Z");
        assertThat(fields.at("updated")).isEqualTo("2024-02-14T09:53:43.001Z");
    }

    @Test
    void timesAreToldByTheirSize() {
        assertThat(List.of(1_707_904_423L, 1_707_904_423_000L, 1_707_904_423_000_000L, 1_707_904_423_000_000_000L))
                .extracting(ObjectTime::text)
                .containsOnly("2024-02-14T09:53:43Z");
    }

    @Test
    void theRecordsVectorIsTheOneThatIsConfigured() throws Exception {
        String vectors = "\"vectors\": {\"title\": [0.5, 1], \"colbert\": [[0.5], [1, 0.25]]}";

        assertThat(withVectors(vectors, null).at("vector")).isNull();
        assertThat(withVectors(vectors, "title").at("vector")).isEqualTo(List.of(0.5, 1.0));
        assertThat(withVectors(vectors, "title").at("vectors.colbert"))
                .isEqualTo(List.of(List.of(0.5), List.of(1.0, 0.25)));
        assertThat(withVectors("\"vector\": [1, 0.5], " + vectors, null).at("vector"))
                .isEqualTo(List.of(1.0, 0.5));
        assertThat(withVectors("\"vector\": []", null).at("vector")).isNull();
    }

    @Test
    void theOnlyNamedVectorIsTheRecords() throws Exception {
        WeaviateObject object = new WeaviateObject(ID, null, null, null, Map.of("title", List.of(1L, 2L)), Map.of());
        ClassSchema schema = new ClassSchema("Thing", false, Map.of(), java.util.Set.of("title"));

        Fields fields = new ObjectFields(
                        schema, "", null, new PropertyReader(new References(ClassFinder.NONE, Map.of()), false))
                .of(object);

        assertThat(fields.at("vector")).isEqualTo(List.of(1L, 2L));
        assertThat(fields.root()).doesNotContainKeys("tenant", "created", "updated");
    }

    private static Fields fields(String properties) throws UnreadableObjectException, IOException {
        return read("\"properties\": " + properties, null);
    }

    private static Fields withVectors(String vectors, @Nullable String name)
            throws UnreadableObjectException, IOException {
        return read(vectors, name);
    }

    private static Fields read(String content, @Nullable String vector) throws UnreadableObjectException, IOException {
        String page = """
                {"objects": [{"class": "Thing", "id": "%s", "creationTimeUnix": 1707904423000,
                  "lastUpdateTimeUnix": 1707904423001, "vectorWeights": null, "additional": {}, %s}], "totalResults": 1}""".formatted(ID, content);
        WeaviateObject object =
                PageParser.parse(page.getBytes(StandardCharsets.UTF_8)).get(0);
        ClassSchema schema = ClassSchema.of(new ObjectMapper().readTree(SCHEMA));
        return new ObjectFields(
                        schema, "north", vector, new PropertyReader(new References(ClassFinder.NONE, Map.of()), false))
                .of(object);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        return Fields.of(keysAndValues).root();
    }
}
