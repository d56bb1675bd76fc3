package dev.graphiti.migrator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operator's resource definitions, made as strict as {@code kubectl --validate=strict}: an unknown field is an error. */
final class CustomResources {
    static final Path DEFINITIONS = Path.of("../shared/crds");

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private CustomResources() {}

    static boolean areThere() {
        return Files.isDirectory(definitions());
    }

    /** Beside the project, or where the property {@code migrator.crds} says. */
    private static Path definitions() {
        return Path.of(System.getProperty("migrator.crds", DEFINITIONS.toString()));
    }

    static CustomResources read() {
        CustomResources all = new CustomResources();
        for (String name : List.of("flinkdeployments", "flinkstatesnapshots")) {
            JsonNode definition = Manifests.documents(definitions().resolve(name + ".flink.apache.org-v1.yml"))
                    .get(0);
            JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
            all.schemas.put(
                    definition.at("/spec/names/kind").asText(),
                    JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(strict(schema)));
        }
        return all;
    }

    boolean know(JsonNode resource) {
        return schemas.containsKey(resource.path("kind").asText());
    }

    /** What is wrong with it; nothing if all is well. */
    List<String> faults(JsonNode resource) {
        JsonSchema schema = schemas.get(resource.path("kind").asText());
        return schema == null
                ? List.of("no definition of this kind")
                : schema.validate(resource).stream()
                        .map(ValidationMessage::getMessage)
                        .sorted()
                        .toList();
    }

    private static JsonNode strict(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode strict = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(field -> strict.set(field.getKey(), part(field.getKey(), field.getValue())));
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.has("properties") && !open) {
            ObjectNode properties = (ObjectNode) strict.get("properties");
            // Every object of Kubernetes has these, and no definition says so.
            if (properties.has("spec") && properties.has("status")) {
                List.of("apiVersion", "kind", "metadata").forEach(properties::putObject);
            }
            strict.put("additionalProperties", false);
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            strict.putArray("type").add("integer").add("string");
        }
        return strict;
    }

    private static JsonNode part(String keyword, JsonNode value) {
        if (keyword.equals("properties")) {
            ObjectNode strict = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(property -> strict.set(property.getKey(), strict(property.getValue())));
            return strict;
        }
        return keyword.equals("items") || keyword.equals("additionalProperties") ? strict(value) : value;
    }
}
