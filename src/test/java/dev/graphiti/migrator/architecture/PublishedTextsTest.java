package dev.graphiti.migrator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts that users read are written in plain technical English: pages, comments of scripts and manifests, and all string
 * literals of the program, which include {@code --help}, the settings, and messages. CHANGELOG.md is a record and not
 * checked.
 */
class PublishedTextsTest {
    /** Words to avoid, and their replacements. */
    private static final List<Word> WORDS = List.of(
            word("(?<!\\$)behind", "after, following"),
            word("tells?|telling|told", "reports, says, describes, identifies"),
            word("mend(s|ed|ing)?", "fix, correct"),
            word("(some|no)body|someone|no one", "the name of the actor"),
            word("go(es|ing|ne)? on", "continue, resume"),
            word("in vain", "without effect"),
            word("amid", "during"),
            word("for who|whoever", "a clause with the actor as the subject"),
            word("(left|leaves?|leaving) (\\S+ )?out", "omit, skip, if omitted"),
            word("what becomes of", "how .. is handled"),
            word("is none|(?<![Tt]here )is no (?!longer|more)\\w+", "does not exist, is not a .."),
            word("besides?", "in addition to, next to"),
            word("stands|stood|lies", "is"),
            word("sought", "looked up"),
            word("so (many|much)", "at most, this number of"),
            word("anew", "again"),
            word("youngest", "most recent"),
            word("be it", "or"),
            word("some (?=\\d)", "about"),
            word("(is|are) there already", "exists"));

    /** Where such a word is right. */
    private static final Set<String> EXCEPTIONS = Set.of("decisions/0009-new-edges-are-not-sought.md");

    private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^[ \\t]*(\\*|/\\*|//).*$");
    private static final Pattern QUOTE_CHARACTER = Pattern.compile("'\\\\?\"'");
    private static final String STRING = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";
    private static final Pattern LITERAL =
            Pattern.compile("(?s)\"\"\"(?<block>.*?)\"\"\"|(?<text>%1$s(?:\\s*\\+\\s*%1$s)*)".formatted(STRING));
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private record Word(Pattern pattern, String instead) {}

    @Test
    void pagesUsePlainEnglish() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        pages.addAll(files("docs", ".*\\.md"));
        pages.addAll(files("k8s", ".*\\.md"));
        pages.addAll(files("src/demo", ".*\\.md"));
        pages.addAll(files("src/main/resources", ".*\\.md"));

        assertThat(findingsOfLines(pages)).isEmpty();
    }

    @Test
    void scriptsAndManifestsUsePlainEnglish() throws IOException {
        List<Path> scripts = new ArrayList<>(files("scripts", ".*/[^.]*|.*\\.(xml|java|sh)"));
        scripts.addAll(files(".ci", ".*/(run|check-model)|.*\\.txt"));
        scripts.addAll(files("flink-conf", ".*"));
        scripts.addAll(files("k8s", ".*\\.yaml|.*/Dockerfile"));
        scripts.addAll(files("src/demo", ".*\\.yaml|.*/system"));

        assertThat(findingsOfLines(scripts)).isEmpty();
    }

    @Test
    void literalsOfTheProgramUsePlainEnglish() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files("src/main/java", ".*\\.java")) {
            findings.addAll(findingsOfLiterals(file.toString(), Files.readString(file)));
        }

        assertThat(findings).isEmpty();
    }

    @Test
    void namesFileLineAndWord() {
        String source = """
                // What lies behind.
                char quote = '"';
                String one = "it goes"
                        + " on here";
                String key = "behind";
                """;

        assertThat(findingsOfLiterals("A.java", source))
                .containsExactly("A.java:3: 'goes on' in \"it goes on here\"; use: continue, resume");
    }

    @ParameterizedTest
    @CsvSource({
        "There is no run, 0",
        "it is no longer there, 0",
        "it is no list, 1",
        "rule line-left-out, 0",
        "leave it out, 1",
        "a stand-in, 0",
        "id(r) > $behind, 0"
    })
    void findsOnlyTheWord(String text, int count) {
        assertThat(findings("A.md", 1, text)).hasSize(count);
    }

    private static Word word(String regex, String instead) {
        return new Word(Pattern.compile("\\b(?:" + regex + ")(?!\\w)", Pattern.CASE_INSENSITIVE), instead);
    }

    private static List<Path> files(String folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> findingsOfLines(List<Path> files) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                findings.addAll(findings(file.toString(), ++number, line.strip()));
            }
        }
        return findings;
    }

    /** Literals that are joined by {@code +} are one text; one without a space is a name and no text. */
    private static List<String> findingsOfLiterals(String file, String source) {
        String code = QUOTE_CHARACTER
                .matcher(COMMENT_LINE.matcher(source).replaceAll(""))
                .replaceAll("' '");
        List<String> findings = new ArrayList<>();
        Matcher literal = LITERAL.matcher(code);
        while (literal.find()) {
            String text = literal.group("block") != null
                    ? literal.group("block")
                    : JOINT.matcher(literal.group("text")).replaceAll("");
            int line = 1
                    + (int) code.substring(0, literal.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (text.contains(" ")) {
                findings.addAll(findings(file, line, text));
            }
        }
        return findings;
    }

    private static List<String> findings(String file, int line, String text) {
        String checked = EXCEPTIONS.stream().reduce(text, (left, exception) -> left.replace(exception, ""));
        return WORDS.stream()
                .flatMap(word -> word.pattern()
                        .matcher(checked)
                        .results()
                        .map(found -> "%s:%d: '%s' in %s; use: %s"
                                .formatted(
                                        file,
                                        line,
                                        found.group(),
                                        around(checked, found.start(), found.end()),
                                        word.instead())))
                .collect(Collectors.toList());
    }

    private static String around(String text, int start, int end) {
        return text.substring(Math.max(0, start - 40), Math.min(text.length(), end + 40));
    }
}
