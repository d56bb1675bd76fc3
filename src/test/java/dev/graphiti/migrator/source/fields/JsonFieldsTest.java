package dev.graphiti.migrator.source.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    private final JsonFields fields = new JsonFields();

    @Test
    void readsEveryKindOfValue() throws IOException {
        assertThat(read("{\"a\": {\"b\": [true, false, null, \"x\", 7, 0.5]}}"))
                .isEqualTo(Map.of("a", Map.of("b", Arrays.asList(true, false, null, "x", 7L, 0.5))));
    }

    @Test
    void numbersWithADecimalAmongThemNeedNoBoxes() throws IOException {
        assertThat(read("[1, 0.5, -2]")).isInstanceOf(Numbers.class).isEqualTo(new Numbers(new double[] {1, 0.5, -2}));
        assertThat(read("[1, 2]")).isNotInstanceOf(Numbers.class).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void noNumberLosesADigit() throws IOException {
        assertThat(read("[0.5, 9007199254740993]")).isEqualTo(List.of(0.5, 9007199254740993L));
        assertThat(read("[0.5, 98765432109876543210]")).isEqualTo(List.of(0.5, "98765432109876543210"));
        assertThat(read("[0.5, 1e999]")).isEqualTo(List.of(0.5, "1e999"));
    }

    @Test
    void listsMayBeNested() throws IOException {
        assertThat(read("[[0.5, 1], [], [\"x\", [2.5]]]"))
                .isEqualTo(List.of(List.of(0.5, 1.0), List.of(), List.of("x", List.of(2.5))));
    }

    @Test
    void aCutAnswerIsNoValue() {
        assertThatThrownBy(() -> read("{\"a\": [0.5, ")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }

    private @Nullable Object read(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return fields.value(json);
        }
    }
}
