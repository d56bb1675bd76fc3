package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;

/** Serves a folder of classes and objects as Weaviate would; its address is the first line of output. Ends when told to. */
public final class WeaviateDemoServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIMENSION = 32;

    private WeaviateDemoServer() {}

    /**
     * Listens until the process ends.
     *
     * @param arguments the folder, and a port where any free one will not do
     */
    public static void main(String[] arguments) throws IOException {
        WeaviateStandIn server = WeaviateStandIn.start(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
        load(Path.of(arguments[0]), server.data());
        System.out.println(server.url());
    }

    /** Puts what the files of a folder hold into a server. */
    public static void load(Path folder, WeaviateData data) throws IOException {
        JsonNode tenants = JSON.readTree(folder.resolve("tenants.json").toFile());
        for (JsonNode schema :
                JSON.readTree(folder.resolve("schema.json").toFile()).path("classes")) {
            String name = schema.path("class").asText();
            data.withClass(schema);
            for (JsonNode tenant : tenants.path(name)) {
                data.withTenant(
                        name,
                        tenant.path("name").asText(),
                        tenant.path("activityStatus").asText());
            }
            for (String line : Files.readAllLines(folder.resolve(name + ".jsonl"))) {
                ObjectNode object = (ObjectNode) JSON.readTree(line);
                addVectors(object, schema.path("vectorConfig"));
                data.withObject(name, object.path("tenant").asText(), object);
            }
        }
    }

    private static void addVectors(ObjectNode object, JsonNode named) {
        String id = object.path("id").asText();
        if (named.isEmpty()) {
            object.set("vector", vector(id));
            return;
        }
        ObjectNode vectors = object.putObject("vectors");
        for (Iterator<String> names = named.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            vectors.set(name, vector(id + name));
        }
    }

    private static JsonNode vector(String seed) {
        Random random = new Random(seed.hashCode());
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return JSON.valueToTree(vector);
    }
}
