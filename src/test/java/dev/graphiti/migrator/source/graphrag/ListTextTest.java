package dev.graphiti.migrator.source.graphrag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTextTest {
    static Stream<String> lists() {
        return Stream.of(
                "[\"t1\", \"t2\"]",
                "['t1', 't2']",
                "['t1' 't2']",
                "['t1'\n 't2']",
                "[\"t1\",\"t2\"]",
                "('t1', 't2')",
                "{t1,t2}",
                "[t1, t2]",
                "[t1 t2]",
                "array(['t1', 't2'], dtype=object)",
                " t1,t2 ",
                "t1, t2",
                "[\"t1\", null, \"t2\"]",
                "['t1', None, 't2',]");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void readsEveryForm(String text) {
        assertThat(ListText.parse(text)).containsExactly("t1", "t2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "()", "None", "null", "nan", "[ ]", "array([], dtype=object)"})
    void readsWhatIsEmpty(String text) {
        assertThat(ListText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"t1\", \"t2\"",
                "['t1', 't2",
                "['t1' ... 't2']",
                "[[\"t1\"]]",
                "{\"t1\": 1}",
                "['t1''t2']",
                "t1\"",
                "[b't1']",
                "[np.str_('t1')]",
                "\"t1\" x, t2",
                "['t\\x1']",
                "['\\u12']"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> ListText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsAnyJsonList(@ForAll List<String> items) throws JsonProcessingException {
        assertThat(ListText.parse(new ObjectMapper().writeValueAsString(items))).isEqualTo(items);
    }

    @Property
    void readsAnyPythonList(@ForAll List<String> items) {
        String python = items.stream()
                .map(item -> "'" + item.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", ", "[", "]"));

        assertThat(ListText.parse(python)).isEqualTo(items);
    }
}
