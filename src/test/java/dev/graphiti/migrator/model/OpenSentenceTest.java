package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.OpenSentence.End;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class OpenSentenceTest {
    /** Also names that look like texts, and texts that are empty. */
    @Property
    void theOrderOfTheNamesDoesNotMatter(
            @ForAll @Size(max = 5) List<End> ends, @ForAll String source, @ForAll String target) {
        List<String> texts = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i <= ends.size(); i++) {
            String text = i % 2 == 0 ? "text " + i + " " : "";
            texts.add(text);
            expected.append(text);
            if (i < ends.size()) {
                expected.append(ends.get(i) == End.SOURCE ? source : target);
            }
        }
        OpenSentence open = new OpenSentence(texts, ends);

        OpenSentence one = open.with(End.SOURCE, source).with(End.TARGET, target);
        OpenSentence other = open.with(End.TARGET, target).with(End.SOURCE, source);

        assertThat(one).isEqualTo(other);
        assertThat(one.text()).isEqualTo(expected.toString());
        assertThat(open.needs(End.SOURCE)).isEqualTo(ends.contains(End.SOURCE));
    }

    @Property(tries = 1)
    void anOpenSentenceHasNoText() {
        OpenSentence open = new OpenSentence(List.of("a ", ""), List.of(End.TARGET));

        assertThatThrownBy(open::text).hasMessage("the names of [TARGET] are open");
        assertThatThrownBy(() -> new OpenSentence(List.of("a"), List.of(End.TARGET)))
                .hasMessage("1 texts and 1 names");
    }
}
