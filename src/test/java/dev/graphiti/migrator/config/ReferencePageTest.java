package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.Node;

class ReferencePageTest {
    private static final String SAMPLE = new ReferencePage(Sample.shape()).write("# Sample");

    @Test
    void hasATableAndAnExampleForEachRecord() {
        assertThat(new ReferencePage(ConfigShape.of(Small.class)).write("# Configuration\n\nOne YAML file.\n\n"))
                .isEqualTo("""
                        # Configuration

                        One YAML file.

                        ## Top level

                        | Key | Type | Default | Meaning |
                        | --- | --- | --- | --- |
                        | `names` | list of text | `[a, b]` | Names \\| labels. |
                        | `target` | [one of several](#target) | `{type: file, path: out}` | Where to. |
                        | `more` | map of list of [one of several](#target) | empty | More targets. |

                        ## `target`

                        Where to.

                        | `type` | Meaning |
                        | --- | --- |
                        | [`file`](#target-of-type-file) | A file. |
                        | [`nothing`](#target-of-type-nothing) | Nothing is kept. |

                        ### `target` of type `file`

                        A file.

                        | Key | Type | Default | Meaning |
                        | --- | --- | --- | --- |
                        | `path` | text | *required* | Its path. |
                        | `owner` | [section](#targetowner-of-type-file) | its defaults | Its owner. |

                        ```yaml
                        target:
                          type: file
                          path: out/
                        ```

                        ### `target.owner` of type `file`

                        Its owner.

                        | Key | Type | Default | Meaning |
                        | --- | --- | --- | --- |
                        | `user` | text | `${USER}` | A user. |

                        ```yaml
                        target:
                          type: file
                          owner:
                            user: me
                        ```

                        ### `target` of type `nothing`

                        Nothing is kept.

                        It has no keys.
                        """);
    }

    @Test
    void linksLeadToHeadings() {
        List<String> anchors = found("(?m)^#+ (.*)$").stream()
                .map(title -> title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();

        assertThat(found("\\]\\(#(.*?)\\)")).isNotEmpty().isSubsetOf(anchors);
        assertThat(anchors).doesNotHaveDuplicates();
    }

    @Test
    void examplesLackNothingButOtherSections() {
        for (String example : found("(?s)```yaml\\n(.*?)```")) {
            ConfigErrors problems = new ConfigErrors("example");
            Node node = Objects.requireNonNull(YamlText.compose(example, problems));
            new NodeReader(Sample.shape().sections(), Variables.none(), problems)
                    .read(new ValueType.Nested(Sample.class), YamlLocation.root(node));
            assertThat(problems.toString().lines()).allMatch(line -> line.contains(" missing key "));
        }
    }

    @Test
    void anExampleShowsWhereItsSectionStands() {
        Section rule = Sample.shape().sections().of(Sample.Rule.class);
        Key field = new Key(
                "field",
                "",
                rule.keys().get(0).type(),
                false,
                null,
                "lang",
                Bounds.NONE,
                rule.keys().get(0).accessor());

        assertThat(ExampleYaml.of(new Section(Sample.Rule.class, "a(b).<name>[][](c)", "", "c", List.of(field, field))))
                .isEqualTo("""
                        a:
                          type: b
                          <name>:
                            - - type: c
                                field: lang
                                field: lang""");
    }

    private static List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(SAMPLE)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
