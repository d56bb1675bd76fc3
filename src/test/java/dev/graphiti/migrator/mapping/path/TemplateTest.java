package dev.graphiti.migrator.mapping.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("json", "things", "t1", "a.jsonl", "offset 7");
    private static final Fields FIELDS = Fields.of(
            "name",
            "Anvil",
            "blank",
            " ",
            "n",
            3.0,
            "price",
            12.5,
            "small",
            0.000012,
            "on",
            true,
            "tags",
            List.of("a", "", 2L),
            "size",
            Map.of("h", 3L),
            "messages",
            List.of(Map.of("from", "Ann"), Map.of("from", "Bob"), Map.of()),
            "a.b",
            "dotted",
            "a",
            Map.of("b", "nested", "c", "inner"));
    private static final Scope SCOPE = Scope.of(FIELDS, ORIGIN, "cafe")
            .withItem(new Item("c", Map.of("from", "Cid")))
            .withEnds("Start", "End");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name};Anvil",
                "{ name };Anvil",
                "The {name}!;The Anvil!",
                "<{missing}>;<>",
                "{missing|'no name'};no name",
                "<{blank|\"x\"}>;<x>",
                "{missing|blank|name|n};Anvil",
                "<{missing|blank}>;<>",
                "<{missing|}>;<>",
                "{missing | n | \"none\"};3",
                "{missing|blank|\"{a|b} }\"};{a|b} }",
                "{missing|tags.0};a",
                "{missing|.from};Cid",
                "{missing|.@key};c",
                "{.@key}: {.from};c: Cid",
                "{missing|\"it's\"};it's",
                "{n};3",
                "{price};12.5",
                "{small};0.000012",
                "{on};true",
                "{tags};a, 2",
                "{tags.2};2",
                "<{tags.9}>;<>",
                "{size};{\"h\":3}",
                "{size.h};3",
                "{messages.from};Ann, Bob",
                "{messages.1.from};Bob",
                "{a.b};dotted",
                "{a.c};inner",
                "{.from};Cid",
                "{.};{\"from\":\"Cid\"}",
                "{from.name}>{to.name};Start>End",
                "{@system} {@collection} {@id} {@split} {@position} {@hash};json things t1 a.jsonl offset 7 cafe",
                "{{name}};{name}",
                "constant;constant",
            })
    void rendersValues(String template, String text) {
        assertThat(Template.text(template, TemplateContext.FACT_OF_ITEM).render(SCOPE))
                .isEqualTo(text);
    }

    @Test
    void valueWithoutBracesIsPath() {
        assertThat(Template.value("size.h", TemplateContext.RECORD).render(SCOPE))
                .isEqualTo("3");
    }

    @Test
    void halfAnIdIsNone() {
        assertThat(Template.value("{name}-{missing}", TemplateContext.RECORD).renderComplete(SCOPE))
                .isNull();
        assertThat(Template.value("{name}-{missing|blank}", TemplateContext.RECORD)
                        .renderComplete(SCOPE))
                .isNull();
        assertThat(Template.value("{name}-{missing|n}", TemplateContext.RECORD).renderComplete(SCOPE))
                .isEqualTo("Anvil-3");
        assertThat(Template.value("{name}-{missing|\"0\"}", TemplateContext.RECORD)
                        .renderComplete(SCOPE))
                .isEqualTo("Anvil-0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name;'{name' has a { without its }; write {{ for a brace",
                "name};'name}' has a } without its {; write }} for a brace",
                "{name|chat {id}};'{name|chat {id}}' has a { inside of {name|chat }; separate other fields by bars,",
                "{name|\"a\"|n};'{name|\"a\"|n}' has 'n' after the text in quotes, which always applies; put the text last",
                "{name|\"a};'{name|\"a}' has a quote without its end",
                "{|name};'{|name}' has an empty {|; name a field in it",
                "a{}b;'a{}b' has an empty {}; name a field in it",
                "{.x};the path '.x' refers to the item of a list, but there is no list here; remove the first dot",
            })
    void refusesWhatCannotBeRight(String template, String message) {
        // The separator of this table stands inside the messages, so only their start is compared.
        assertThatThrownBy(() -> Template.text(template, TemplateContext.RECORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Property
    void escapedTextStaysAsItIs(@ForAll String text) {
        String escaped = text.replace("{", "{{").replace("}", "}}");

        assertThat(Template.text(escaped, TemplateContext.RECORD).render(SCOPE)).isEqualTo(text);
    }

    @Property
    void everyTextIsTemplateOrRefusedWithReason(@ForAll String text) {
        try {
            Template.text(text, TemplateContext.RECORD).render(SCOPE);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("'");
        }
    }
}
