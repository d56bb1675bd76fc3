package dev.graphiti.migrator.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.embedding.config.OpenAiSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenAiWireTest {
    private final OpenAiWire wire =
            new OpenAiWire(OpenAiSamples.options("http://host", "m").build());

    @Test
    void asksForWhatTheOptionsSay() {
        OpenAiWire short3 = new OpenAiWire(
                OpenAiSamples.options("http://host", "m").dimensions(3).build());
        assertThat(new String(short3.request(List.of("a \"b\"", "ü")), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"m\",\"encoding_format\":\"base64\",\"dimensions\":3,\"input\":[\"a \\\"b\\\"\",\"ü\"]}");
    }

    @Test
    void slicesInsteadOfAsking() throws IOException {
        OpenAiWire slicing = new OpenAiWire(
                OpenAiSamples.options("http://host", "m").dimensions(2).slice().build());
        assertThat(new String(slicing.request(List.of("a")), StandardCharsets.UTF_8))
                .doesNotContain("dimensions");
        assertThat(slicing.answer(bytes("{\"data\":[{\"embedding\":[3,4,5]}]}"), 1)
                        .vectors()[0])
                .containsExactly(3, 4);
    }

    @Test
    void halfASurrogatePairDoesNotBreakTheRequest() {
        assertThat(new String(wire.request(List.of("a\ud800b", "😀")), StandardCharsets.UTF_8))
                .contains("\"a?b\"", "\\uD83D\\uDE00");
    }

    @Property
    void readsBothEncodings(@ForAll @Size(min = 1, max = 50) float[] vector) throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        floats.asFloatBuffer().put(vector);
        String base64 = Base64.getEncoder().encodeToString(floats.array());
        assertThat(wire.answer(bytes("{\"data\":[{\"index\":0,\"embedding\":\"" + base64 + "\"}]}"), 1)
                        .vectors()[0])
                .containsExactly(vector);
        assertThat(wire.answer(bytes("{\"data\":[{\"index\":0,\"embedding\":" + list(vector) + "}]}"), 1)
                        .vectors()[0])
                .containsExactly(vector);
    }

    @Test
    void putsVectorsInTheOrderOfTheirIndex() throws IOException {
        float[][] vectors = wire.answer(
                        bytes(
                                "{\"usage\":{\"x\":[1]},\"data\":[{\"index\":1,\"embedding\":[1]},{\"embedding\":[2],\"index\":0}]}"),
                        2)
                .vectors();
        assertThat(vectors[0]).containsExactly(2);
        assertThat(vectors[1]).containsExactly(1);
    }

    @Test
    void readsHowManyTokensTheServerHasCounted() throws IOException {
        assertThat(tokens(",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":8}"))
                .isEqualTo(8);
        assertThat(tokens("")).isZero();
        assertThat(tokens(",\"usage\":null")).isZero();
        assertThat(tokens(",\"usage\":{\"total_tokens\":\"many\",\"details\":{\"total_tokens\":3}}"))
                .isZero();
        assertThat(tokens(",\"usage\":{\"total_tokens\":-1}")).isZero();
    }

    private long tokens(String usage) throws IOException {
        return wire.answer(bytes("{\"data\":[{\"index\":0,\"embedding\":[1]}]" + usage + "}"), 1)
                .tokens();
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() {
        assertUnreadable("", 1, "is empty");
        assertUnreadable("[]", 1, "is not a JSON object");
        assertUnreadable("{\"data\":[{\"embedding\":[1]}]}", 2, "has 1 vectors for 2 texts");
        assertUnreadable("{\"error\":{\"message\":\"x\"}}", 1, "has 0 vectors for 1 texts");
        assertUnreadable("{\"data\":[{\"index\":0}]}", 1, "has an item without a vector");
        assertUnreadable("{\"data\":[{\"index\":7,\"embedding\":[1]}]}", 1, "has index 7 for 1 texts");
        assertUnreadable(
                "{\"data\":[{\"embedding\":\"AAA=\"}]}",
                1,
                "has a vector of 2 bytes, which is not a sequence of" + " 32-bit floats");
        assertUnreadable("{\"data\":[{\"embedding\":\"§\"}]}", 1, "has a vector that is not base64");
    }

    @Property
    void failsOnEveryBeginningOfAnAnswer(@ForAll @net.jqwik.api.constraints.IntRange(max = 60) int length) {
        String answer = "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[1.5,2]}]}";
        assertThatThrownBy(() -> wire.answer(bytes(answer.substring(0, Math.min(length, answer.length() - 1))), 1))
                .isInstanceOf(IOException.class);
    }

    private void assertUnreadable(String body, int texts, String message) {
        assertThatThrownBy(() -> wire.answer(bytes(body), texts))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String list(float[] vector) {
        StringBuilder list = new StringBuilder("[");
        for (float value : vector) {
            list.append(list.length() == 1 ? "" : ",").append(value);
        }
        return list.append("]").toString();
    }
}
