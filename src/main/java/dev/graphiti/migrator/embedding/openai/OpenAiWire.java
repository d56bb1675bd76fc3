package dev.graphiti.migrator.embedding.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of OpenAI's embeddings endpoint. Knows no HTTP. */
record OpenAiWire(OpenAiOptions options) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();

    byte[] request(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * texts.size() + 128);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", options.model());
            json.writeStringField("encoding_format", options.encoding().name().toLowerCase(Locale.ROOT));
            if (options.dimensions() != null && !options.slice()) {
                json.writeNumberField("dimensions", options.dimensions());
            }
            json.writeArrayFieldStart("input");
            for (String text : texts) {
                json.writeString(wellFormed(text));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * A complete answer.
     *
     * @param vectors in the order of the texts
     * @param tokens as the server has counted them; 0 where it does not say
     */
    @SuppressWarnings("ArrayRecordComponent") // Taken apart at once.
    record Answer(float[][] vectors, long tokens) {}

    /**
     * Reads an answer.
     *
     * @throws IOException if the body is not a complete answer for so many texts; its message ends a sentence
     */
    Answer answer(byte[] body, int texts) throws IOException {
        float[][] vectors = new float[texts][];
        int count = 0;
        long tokens = 0;
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(body.length == 0 ? "is empty" : "is not a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY && field.equals("data")) {
                    count = items(json, vectors);
                } else if (value == JsonToken.START_OBJECT && field.equals("usage")) {
                    tokens = tokens(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (count != texts) {
            throw new IOException("has %d vectors for %d texts".formatted(count, texts));
        }
        return new Answer(vectors, tokens);
    }

    /** No reason to refuse an answer, whatever it is. */
    private static long tokens(JsonParser json) throws IOException {
        long tokens = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && field.equals("total_tokens")) {
                tokens = json.getValueAsLong();
            } else {
                json.skipChildren();
            }
        }
        return Math.max(0, tokens);
    }

    private int items(JsonParser json, float[] @Nullable [] vectors) throws IOException {
        int count = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int index = count++;
            float[] vector = null;
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                    index = json.getIntValue();
                } else if (field.equals("embedding")) {
                    vector = vector(json, value);
                } else {
                    json.skipChildren();
                }
            }
            place(vectors, index, vector);
        }
        return count;
    }

    private static void place(float[] @Nullable [] vectors, int index, float @Nullable [] vector) throws IOException {
        if (vector == null) {
            throw new IOException("has an item without a vector");
        }
        if (index < 0 || index >= vectors.length) {
            throw new IOException("has index %d for %d texts".formatted(index, vectors.length));
        }
        if (vectors[index] != null) {
            throw new IOException("has index " + index + " twice");
        }
        vectors[index] = vector;
    }

    private float @Nullable [] vector(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return cut(fromBase64(json.getText()));
        }
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        float[] numbers = new float[1536];
        int count = 0;
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            // Python servers write NaN as null.
            numbers[count++] = next == JsonToken.VALUE_NULL ? Float.NaN : json.getFloatValue();
        }
        return cut(Arrays.copyOf(numbers, count));
    }

    private static float[] fromBase64(String text) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("has a vector that is not base64", e);
        }
        if (bytes.length % Float.BYTES != 0) {
            throw new IOException(
                    "has a vector of " + bytes.length + " bytes, which is not a sequence of 32-bit floats");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    /** How many components a vector in an answer can have: with {@code slice}, the model's own number, which is not known. */
    int longestVector(@Nullable VectorSpace space) {
        return options.slice() || space == null ? VectorSpace.MAX_DIMENSION : space.dimension();
    }

    /** As Graphiti's client does: cosine does not mind that the length is then not one. */
    private float[] cut(float[] vector) {
        Integer dimensions = options.dimensions();
        return options.slice() && dimensions != null && vector.length > dimensions
                ? Arrays.copyOf(vector, dimensions)
                : vector;
    }

    /** Java strings may hold half a surrogate pair, which has no UTF-8. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
