package dev.graphiti.migrator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the JSON Schema of a shape, for editors that complete and check YAML. What {@link ConfigReader} accepts, the
 * schema accepts; it is wider where variables and the records' own checks decide.
 */
public final class JsonSchemaWriter {
    // No section has a name that begins so.
    private static final String VARIABLE = "_variable";
    private static final String TYPE_BY_VARIABLE = "_type-by-variable";

    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);

    private final ObjectMapper json = new ObjectMapper();
    private final Sections sections;
    private final NodeReader annotations;

    public JsonSchemaWriter(ConfigShape<?> shape) {
        this.sections = shape.sections();
        this.annotations = NodeReader.forAnnotations(sections);
    }

    /** The schema as JSON text that ends with a line break. */
    public String write(String title) {
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.setAll(section(sections.root()));
        ObjectNode definitions = schema.putObject("$defs");
        for (Section section : sections.all()) {
            if (!section.isRoot()) {
                definitions.set(nameOf(section), section(section));
            }
        }
        definitions.set(VARIABLE, variable());
        definitions.set(TYPE_BY_VARIABLE, typeByVariable());
        try {
            // The same text on every system, whatever its line breaks.
            PrettyPrinter printer =
                    new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(new DefaultIndenter("  ", "\n"));
            return json.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes is always JSON", e);
        }
    }

    private ObjectNode section(Section section) {
        ObjectNode schema = json.createObjectNode();
        if (!section.description().isEmpty()) {
            schema.put("description", section.description());
        }
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = json.createArrayNode();
        if (section.variant() != null) {
            properties.putObject(Sections.TYPE).put("const", section.variant());
            required.add(Sections.TYPE);
        }
        for (Key key : section.keys()) {
            properties.set(key.name(), property(key));
            if (sections.isRequired(key)) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private ObjectNode property(Key key) {
        ObjectNode property = json.createObjectNode().put("description", key.description());
        Object value = annotations.defaultOf(key);
        if (value != null) {
            property.set("default", json.valueToTree(EffectiveConfig.plain(sections, key.type(), value)));
        }
        ObjectNode form = value(key.type(), key.bounds(), key.nullable());
        if (key.canBeOff()) {
            form.withArray("anyOf").addObject().putArray("enum").add("off").add(false);
        }
        return property.setAll(form);
    }

    private ObjectNode value(ValueType type, Bounds bounds, boolean nullable) {
        List<JsonNode> forms = new ArrayList<>();
        forms.add(written(type, bounds));
        if (type instanceof Scalar scalar && !scalar.isAnyText()) {
            forms.add(reference(VARIABLE));
        }
        if (nullable) {
            forms.add(json.createObjectNode().put("type", "null"));
        }
        ObjectNode choice = json.createObjectNode();
        return forms.size() == 1 ? (ObjectNode) forms.get(0) : choice.set("anyOf", json.valueToTree(forms));
    }

    /** A value that is written out in the YAML. */
    private ObjectNode written(ValueType type, Bounds bounds) {
        ObjectNode schema = json.createObjectNode();
        if (type instanceof Scalar scalar) {
            Map<String, Object> bounded = new LinkedHashMap<>(scalar.schema());
            bounds.addTo(bounded);
            return json.valueToTree(bounded);
        } else if (type instanceof ValueType.ListOf list) {
            return schema.put("type", "array").set("items", value(list.item(), Bounds.NONE, false));
        } else if (type instanceof ValueType.MapOf map) {
            return schema.put("type", "object").set("additionalProperties", value(map.item(), Bounds.NONE, false));
        } else if (type instanceof ValueType.Nested nested) {
            return reference(sections.of(nested.type()));
        }
        ArrayNode variants = schema.putArray("oneOf");
        ((ValueType.OneOf) type).variants().forEach(variant -> variants.add(reference(sections.of(variant))));
        variants.add(reference(TYPE_BY_VARIABLE));
        return schema;
    }

    private ObjectNode variable() {
        return json.createObjectNode()
                .put("description", "A text with variables of the environment: ${NAME} or ${NAME:-default}.")
                .put("type", "string")
                .put("pattern", Variables.PATTERN);
    }

    /** Which keys belong to it is known only when the variable is. */
    private ObjectNode typeByVariable() {
        ObjectNode schema = json.createObjectNode().put("type", "object");
        schema.putObject("properties").set(Sections.TYPE, reference(VARIABLE));
        schema.putArray("required").add(Sections.TYPE);
        return schema;
    }

    private ObjectNode reference(Section section) {
        return section.isRoot() ? json.createObjectNode().put("$ref", "#") : reference(nameOf(section));
    }

    private ObjectNode reference(String definition) {
        return json.createObjectNode().put("$ref", "#/$defs/" + definition);
    }

    /** The path without what a URI would have to escape: {@code source(json).files[]} is {@code source.json.files}. */
    private static String nameOf(Section section) {
        return section.path().replace("(", ".").replaceAll("\\)|\\[\\]|\\.<name>", "");
    }
}
