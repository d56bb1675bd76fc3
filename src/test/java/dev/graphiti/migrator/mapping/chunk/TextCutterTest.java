package dev.graphiti.migrator.mapping.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.graphiti.migrator.mapping.chunk.TextCutter.Part;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCutterTest {
    private static final Pattern CHARACTER_BORDER = Pattern.compile("\\b{g}");

    // Properties

    @Property(tries = 2000)
    void partsWithoutWhatTheyRepeatAreTheText(
            @ForAll("texts") String text, @ForAll("lengths") Tuple2<Integer, Integer> lengths) {
        List<Part> parts = cutter(lengths).cut(text);

        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            assertThat(part.start()).isLessThanOrEqualTo(all.length());
            all.append(text, all.length(), part.end());
        }
        assertThat(all).hasToString(text);
    }

    @Property(tries = 2000)
    void noPartExceedsTheSizeAndNoneRepeatsMoreThanTheOverlap(
            @ForAll("texts") String text, @ForAll("lengths") Tuple2<Integer, Integer> lengths) {
        List<Part> parts = cutter(lengths).cut(text);

        for (int i = 0; i < parts.size(); i++) {
            assertThat(codePoints(parts.get(i).of(text))).isLessThanOrEqualTo(lengths.get1());
            if (i > 0) {
                int before = parts.get(i - 1).end();
                assertThat(codePoints(text.substring(parts.get(i).start(), before)))
                        .isLessThanOrEqualTo(lengths.get2());
                assertThat(parts.get(i).end()).isGreaterThan(before);
            }
        }
        // Each but the last adds at least a quarter of the size.
        assertThat(parts.size()).isLessThanOrEqualTo(2 + 4 * codePoints(text) / Math.max(1, lengths.get1() - 3));
    }

    @Property(tries = 2000)
    void appendedTextChangesOnlyTheLastPart(
            @ForAll("texts") String text,
            @ForAll("texts") String appended,
            @ForAll("lengths") Tuple2<Integer, Integer> lengths) {
        List<Part> before = cutter(lengths).cut(text);
        List<Part> after = cutter(lengths).cut(text + appended);

        int last = before.size() - 1;
        assertThat(after).hasSizeGreaterThan(last);
        assertThat(after.subList(0, last)).isEqualTo(before.subList(0, last));
        assertThat(after.get(last).start()).isEqualTo(before.get(last).start());
    }

    /** Unless a single character is longer than half of the size. */
    @Property(tries = 2000)
    void noCharacterIsCut(@ForAll("texts") String text, @ForAll("lengths") Tuple2<Integer, Integer> lengths) {
        Set<Integer> borders = new HashSet<>();
        CHARACTER_BORDER.matcher(text).results().forEach(border -> borders.add(border.start()));
        borders.add(0);
        borders.add(text.length());

        for (Part part : cutter(lengths).cut(text)) {
            assertThat(part.start() == 0 || !Character.isLowSurrogate(text.charAt(part.start())))
                    .isTrue();
            int from = text.offsetByCodePoints(part.start(), Math.min(codePoints(part.of(text)), least(lengths)));
            boolean hasBorder = borders.stream().anyMatch(each -> each >= from && each <= part.end());
            assertThat(!hasBorder || borders.contains(part.end()))
                    .as("%s in %s", part, text)
                    .isTrue();
        }
    }

    @Example
    void anAccentBelongsToNoControlCharacter() {
        for (String control : List.of("\t", "\n", "\u2028", "\u00ad")) {
            noCharacterIsCut(control + "\u0301\u0301", Tuple.of(2, 0));
        }
    }

    private static int least(Tuple2<Integer, Integer> lengths) {
        return Math.max(lengths.get1() / 2, lengths.get2() + Math.max(1, lengths.get1() / 4));
    }

    private static TextCutter cutter(Tuple2<Integer, Integer> lengths) {
        return new TextCutter(lengths.get1(), lengths.get2());
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    @Provide
    Arbitrary<Tuple2<Integer, Integer>> lengths() {
        return Arbitraries.integers()
                .between(1, 60)
                .flatMap(size ->
                        Arbitraries.integers().between(0, (size - 1) / 2).map(overlap -> Tuple.of(size, overlap)));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "a",
                "word",
                "Dr.",
                "end. ",
                "\"Go!\" ",
                " ",
                "  ",
                "\t",
                "\u00ad",
                "\n",
                "\r\n",
                "\n\n",
                "\r\n \r\n",
                "\u2029",
                "\f",
                "終。",
                "「はい。」",
                "😀",
                "e\u0301",
                "\u0301",
                "👩\u200D👩\u200D👧",
                "👍🏽",
                "🇩🇪",
                "🇫",
                "한",
                "\u1112\u1161\u11AB",
                "\u0E01\u0E33",
                "\u00A0",
                "{\"k\":1},");
        Arbitrary<String> mixed = words.list().ofMaxSize(60).map(list -> String.join("", list));
        Arbitrary<String> alike = Combinators.combine(
                        words, Arbitraries.integers().between(0, 150))
                .as(String::repeat);
        return Arbitraries.oneOf(mixed, alike);
    }

    // Examples

    @Test
    void cutsAtTheBestBorderOfTheSecondHalf() {
        assertThat(cut(24, "One two three. Four five six seven"))
                .containsExactly("One two three. ", "Four five six seven");
        assertThat(cut(24, "One two.\nThree four. Five six")).containsExactly("One two.\nThree four. ", "Five six");
        assertThat(cut(24, "One two. Three.\nFour. Five six")).containsExactly("One two. Three.\n", "Four. Five six");
        assertThat(cut(24, "One two. Three.\n \nFo.\nFive six"))
                .containsExactly("One two. Three.\n \n", "Fo.\nFive six");
        assertThat(cut(24, "One two three four five six seven"))
                .containsExactly("One two three four five ", "six seven");
        assertThat(cut(10, "abcdefghijklmnopqrstuvwxyz")).containsExactly("abcdefghij", "klmnopqrst", "uvwxyz");
    }

    @Test
    void quotesBelongToTheSentenceThatTheyEnd() {
        assertThat(cut(24, "She said: \"No way!\" Then left.")).containsExactly("She said: \"No way!\" ", "Then left.");
        assertThat(cut(10, "今日は「終わり。」明日また来る。")).containsExactly("今日は「終わり。」", "明日また来る。");
    }

    @Test
    void aPartBeginsBeforeTheEndOfTheOneBefore() {
        String text = "Alpha beta gamma. Delta epsilon zeta. Eta theta iota. Kappa lambda mu.";

        assertThat(new TextCutter(42, 20).cut(text))
                .extracting(part -> part.of(text))
                .containsExactly(
                        "Alpha beta gamma. Delta epsilon zeta. ",
                        "Delta epsilon zeta. Eta theta iota. ",
                        "Eta theta iota. Kappa lambda mu.");
    }

    @Test
    void aTextOfOnePartIsNotCut() {
        assertThat(cut(5, "")).containsExactly("");
        assertThat(cut(5, "12345")).containsExactly("12345");
        assertThat(cut(5, "😀😀😀😀😀")).containsExactly("😀😀😀😀😀");
        assertThat(cut(5, "     ")).containsExactly("     ");
    }

    @Test
    void aCharacterThatFillsThePartIsCut() {
        assertThat(cut(10, "e" + "\u0301".repeat(24))).hasSize(3);
    }

    /** White space, marks and line breaks of a whole file take no more time than any other text. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "\u0301", "🇩", "a", ". ", "\n \n"})
    void timeGrowsWithTheText(String unit) {
        String text = unit.repeat(500_000 / unit.length());

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            new TextCutter(4_000, 1_999).cut(text);
            new TextCutter(400_000, 199_999).cut(text);
        });
    }

    @Test
    void anOverlapOfHalfTheSizeIsRefused() {
        assertThatThrownBy(() -> new TextCutter(10, 5))
                .hasMessage("overlap is 5, and must be less than half of size, which is 10");
        assertThatThrownBy(() -> new TextCutter(10, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> cut(int size, String text) {
        return new TextCutter(size, 0)
                .cut(text).stream().map(part -> part.of(text)).toList();
    }
}
