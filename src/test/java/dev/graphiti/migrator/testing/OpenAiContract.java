package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What OpenAI's reference says of a request to create embeddings, and of its answer. */
record OpenAiContract(int dimension) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_INPUTS = 2_048;
    private static final int MAX_TOKENS = 8_192;
    private static final int MAX_TOTAL_TOKENS = 300_000;
    private static final Set<String> ARGUMENTS = Set.of("model", "input", "encoding_format", "dimensions", "user");

    record Refusal(int status, String message, String type, String code) {
        String json() {
            ObjectNode error = JSON.createObjectNode()
                    .put("message", message)
                    .put("type", type)
                    .putNull("param")
                    .put("code", code);
            return JSON.createObjectNode().set("error", error).toString();
        }
    }

    @Nullable
    Refusal check(HttpExchange exchange, byte[] body) {
        if (!exchange.getRequestURI().getPath().equals("/v1/embeddings")) {
            return new Refusal(404, "Invalid URL", "invalid_request_error", "not_found");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Refusal(405, "Not allowed to " + exchange.getRequestMethod(), "invalid_request_error", "method");
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.equals("Bearer " + OpenAiStandIn.KEY)) {
            // As the real one does, it quotes what it was given.
            return new Refusal(
                    401, "Incorrect API key provided: " + authorization, "invalid_request_error", "invalid_api_key");
        }
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return invalid("unsupported media type");
        }
        try {
            return check(JSON.readTree(body));
        } catch (IOException e) {
            return invalid("We could not parse the JSON body of your request.");
        }
    }

    private @Nullable Refusal check(JsonNode request) {
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ARGUMENTS.contains(name)) {
                return invalid("Unrecognized request argument supplied: " + name);
            }
        }
        if (!request.path("model").asText().equals(OpenAiStandIn.MODEL)) {
            return new Refusal(404, "The model does not exist", "invalid_request_error", "model_not_found");
        }
        JsonNode encoding = request.path("encoding_format");
        if (!encoding.isMissingNode() && !Set.of("float", "base64").contains(encoding.asText())) {
            return invalid("encoding_format must be float or base64");
        }
        JsonNode dimensions = request.path("dimensions");
        if (!dimensions.isMissingNode() && (dimensions.asInt() < 1 || dimensions.asInt() > dimension)) {
            return invalid("Invalid value for 'dimensions' = " + dimensions + ".");
        }
        return checkInput(request.path("input"));
    }

    private static @Nullable Refusal checkInput(JsonNode input) {
        if (!input.isTextual() && (!input.isArray() || input.isEmpty() || input.size() > MAX_INPUTS)) {
            return invalid("'$.input' is invalid.");
        }
        int total = 0;
        for (JsonNode text : input.isTextual() ? List.of(input) : input) {
            if (!text.isTextual() || text.textValue().isEmpty()) {
                return invalid("'$.input' is invalid.");
            }
            int tokens = tokens(text.textValue());
            total += tokens;
            if (tokens > MAX_TOKENS) {
                return invalid("This model's maximum context length is 8192 tokens, however you requested " + tokens);
            }
        }
        return total > MAX_TOTAL_TOKENS ? invalid("Requested " + total + " tokens, max 300000 per request") : null;
    }

    private static Refusal invalid(String message) {
        return new Refusal(400, message, "invalid_request_error", "invalid");
    }

    private static int tokens(String text) {
        return text.length() / 4 + 1;
    }

    String answer(JsonNode request, List<String> inputs, Predicate<String> zeros) {
        ArrayNode data = JSON.createArrayNode();
        int size = request.path("dimensions").asInt(dimension);
        for (int i = 0; i < inputs.size(); i++) {
            float[] vector = zeros.test(inputs.get(i)) ? new float[size] : vector(inputs.get(i), size);
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            if (request.path("encoding_format").asText("float").equals("base64")) {
                item.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = item.putArray("embedding");
                for (float value : vector) {
                    numbers.add(value);
                }
            }
        }
        ObjectNode usage = JSON.createObjectNode();
        int tokens = inputs.stream().mapToInt(OpenAiContract::tokens).sum();
        usage.put("prompt_tokens", tokens).put("total_tokens", tokens);
        ObjectNode answer = JSON.createObjectNode().put("object", "list");
        answer.set("data", data);
        answer.put("model", request.get("model").textValue());
        answer.set("usage", usage);
        return answer.toString();
    }

    /** A shorter vector is the beginning of a longer one. */
    private static float[] vector(String text, int size) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
