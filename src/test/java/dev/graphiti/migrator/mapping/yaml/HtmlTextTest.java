package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void blocksBecomeLines() {
        assertThat(HtmlText.plain("<h1>Wool&nbsp;Runner</h1><p>Soft &amp; <b>warm</b>.<br>Really.</p><p>Two</p>"
                        + "<ul><li>red</li><li>blue</li></ul><script>x()</script><style>p{}</style>"))
                .isEqualTo("Wool Runner\n\nSoft & warm.\nReally.\n\nTwo\n\nred\nblue");
        assertThat(HtmlText.plain("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"))
                .isEqualTo("a b\nc");
        assertThat(HtmlText.plain("<pre>a\n  b</pre>")).isEqualTo("a\nb");
    }

    @Test
    void plainTextStaysAsItIs() {
        assertThat(HtmlText.plain("a\n  b  c")).isEqualTo("a\n  b  c");
        assertThat(HtmlText.plain("1 < 2 and 3 > 2")).isEqualTo("1 < 2 and 3 > 2");
        assertThat(HtmlText.plain("R&D")).isEqualTo("R&D");
    }

    @Property
    void neverFails(@ForAll String text) {
        assertThat(HtmlText.plain("<p>" + text)).isNotNull();
    }

    @Test
    void onlyTheNamedFieldsAreStripped() {
        MappedRecord mapped = Records.mapped(
                Records.mapper("""
                        mapping:
                          "*":
                            group: g
                            strip-html: [body, comments.text, none.at.all]
                            time: { if-missing: run-start }
                            episode: { content: "{body}: {comments.text}" }
                            entity: { name: name }
                        """),
                Records.record(
                        "c",
                        "1",
                        Fields.of(
                                "name",
                                "<i>x</i>",
                                "body",
                                "<p>Hi</p>",
                                "comments",
                                List.of(Map.of("text", "<b>a</b>"), Map.of("text", "b"), Map.of()))));

        assertThat(mapped.all(EpisodicNode.class).get(0).content()).isEqualTo("Hi: a, b");
        assertThat(mapped.all(EntityNode.class).get(0).name()).isEqualTo("<i>x</i>");
    }

    @Test
    void refusesWhatIsNoField() {
        assertThatThrownBy(() ->
                        Records.mapper("mapping: { '*': { group: g, strip-html: ['@id'], entity: { name: n } } }"))
                .hasMessageContaining("strip-html: @id is not a field of the record");
    }
}
