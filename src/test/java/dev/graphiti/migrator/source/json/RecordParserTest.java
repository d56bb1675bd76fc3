package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {
    private final RecordParser parser = new RecordParser(RecordKind.LINE, 1 << 20);

    @Test
    void integersAreLongAndDecimalsDouble() throws DamagedRecordException {
        assertThat(value("17")).isEqualTo(17L);
        assertThat(value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(value("1.0")).isEqualTo(1.0);
        assertThat(value("1e3")).isEqualTo(1000.0);
        assertThat(value("0.1234567890123456")).isEqualTo(0.1234567890123456);
    }

    @Test
    void aNumberThatWouldLoseADigitIsKeptAsItIsWritten() throws DamagedRecordException {
        assertThat(value("9223372036854775808")).isEqualTo(new ExactNumber("9223372036854775808"));
        assertThat(value("-1e400")).isEqualTo(new ExactNumber("-1e400"));
        assertThat(value("1e-99999999999")).isEqualTo(new ExactNumber("1e-99999999999"));
        assertThat(value("169299987.353451123456789")).isEqualTo(new ExactNumber("169299987.353451123456789"));
        assertThat(value("0.10000000000000001")).isEqualTo(0.1);
        assertThat(value("0.0000000000000000000")).isEqualTo(0.0);
        assertThat(value("1.50000000000000000000")).isEqualTo(1.5);
        assertThat(value("[0.5,1e400]")).isEqualTo(List.of(0.5, new ExactNumber("1e400")));
        assertThat(value("[1.5,18446744073709551616]"))
                .isEqualTo(List.of(1.5, new ExactNumber("18446744073709551616")));
    }

    @Test
    void aVectorHasNoBoxes() throws DamagedRecordException {
        assertThat(value("[0.5,-2,3e-1]")).isInstanceOf(Numbers.class).isEqualTo(List.of(0.5, -2.0, 0.3));
    }

    @Test
    void aListThatIsNoVectorKeepsItsItemsAsTheyAre() throws DamagedRecordException {
        assertThat(value("[1,2,3]")).isNotInstanceOf(Numbers.class).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(value("[]")).isNotInstanceOf(Numbers.class).isEqualTo(List.of());
        assertThat(value("[1,0.5,\"x\"]")).isEqualTo(List.of(1L, 0.5, "x"));
        assertThat(value("[1,null]")).isEqualTo(Arrays.asList(1L, null));
        assertThat(value("[0.5,9007199254740993]")).isEqualTo(List.of(0.5, 9007199254740993L));
        assertThat(value("[1,[0.5,2],[[1.5]],3]")).isEqualTo(List.of(1L, List.of(0.5, 2.0), List.of(List.of(1.5)), 3L));
    }

    @Test
    void aListOfDifferentThingsLosesNoDigitWhereverTheyStand() throws DamagedRecordException {
        ExactNumber exact = new ExactNumber("0.12345678901234567");

        assertThat(value("[0.12345678901234567,\"x\"]")).isEqualTo(List.of(exact, "x"));
        assertThat(value("[\"x\",0.12345678901234567]")).isEqualTo(List.of("x", exact));
        assertThat(value("[0.5,0.12345678901234567,1e400]")).isEqualTo(List.of(0.5, exact, new ExactNumber("1e400")));
    }

    @Test
    void goesOnBehindAVector() throws DamagedRecordException {
        Map<String, @Nullable Object> root = parse(
                        "{\"a\": [ 0.5 , -2,\t17 ] ,\"b\":[[1.5],[2.5,3.5]],\"c\":{\"d\":[0.25]},\"e\":\"[1.5]\"}")
                .root();

        assertThat(root.get("a")).isEqualTo(List.of(0.5, -2.0, 17.0));
        assertThat(root.get("b")).isEqualTo(List.of(List.of(1.5), List.of(2.5, 3.5)));
        assertThat(root.get("c")).isEqualTo(Map.of("d", List.of(0.25)));
        assertThat(root.get("e")).isEqualTo("[1.5]");
    }

    @Test
    void leavesTheCallersBytesAsTheyAre() throws DamagedRecordException {
        byte[] bytes = "{\"a\":[0.5,1.5]}".getBytes(StandardCharsets.UTF_8);
        byte[] before = bytes.clone();

        parser.parse(bytes, 0, bytes.length);

        assertThat(bytes).isEqualTo(before);
    }

    /** As a parser reads each number by itself. */
    @Property
    void readsAnArrayOfNumbersAsItReadsThemSingly(
            @ForAll @Size(min = 1, max = 12) List<@From("numberTexts") String> texts, @ForAll("blanks") String blank)
            throws DamagedRecordException {
        List<@Nullable Object> exactly = new ArrayList<>();
        List<@Nullable Object> asDoubles = new ArrayList<>();
        for (String text : texts) {
            Object number = value(text);
            boolean isDecimal = number instanceof ExactNumber
                    && text.matches(".*[.eE].*")
                    && Double.isFinite(Double.parseDouble(text));
            exactly.add(number);
            asDoubles.add(isDecimal ? (Object) Double.parseDouble(text) : number);
        }
        // Where all are numbers of 64 bits, they are doubles, however many digits they are written with.
        List<@Nullable Object> singly =
                asDoubles.stream().anyMatch(ExactNumber.class::isInstance) ? exactly : asDoubles;
        boolean vector = singly.stream().anyMatch(Double.class::isInstance)
                && singly.stream().noneMatch(item -> item instanceof ExactNumber || isInexact(item));

        assertThat(value("[" + blank + String.join(blank + "," + blank, texts) + blank + "]"))
                .isEqualTo(vector ? doubles(singly) : singly);
    }

    private static boolean isInexact(@Nullable Object item) {
        return item instanceof Long number && (number > 1L << 53 || number < -(1L << 53));
    }

    private static List<@Nullable Object> doubles(List<@Nullable Object> items) {
        List<@Nullable Object> doubles = new ArrayList<>();
        items.forEach(item -> doubles.add(item instanceof Number number ? number.doubleValue() : null));
        return doubles;
    }

    @Provide
    Arbitrary<String> numberTexts() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(9);
        Arbitrary<String> plain = Combinators.combine(
                        Arbitraries.of("", "-"), Arbitraries.integers().between(0, 999), digits)
                .as((sign, whole, decimals) -> sign + whole + "." + decimals);
        return Arbitraries.frequencyOf(
                Tuple.of(12, plain),
                Tuple.of(3, Arbitraries.longs().map(String::valueOf)),
                Tuple.of(3, Arbitraries.doubles().map(String::valueOf)),
                Tuple.of(3, Arbitraries.floats().map(String::valueOf)),
                Tuple.of(3, Arbitraries.integers().between(-100, 100).map(String::valueOf)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "-0",
                                "-0.0",
                                "1e3",
                                "2.5E-7",
                                "9007199254740993",
                                "0.12345678901234567",
                                "1e400",
                                "18446744073709551616")));
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\t\r\n ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[01]", "[1.]", "[.5]", "[-]", "[--1]", "[1.2.3]", "[1,]", "[,1]", "[1 2]", "[1.5", "[1.5,", "[+1]",
                "[0.5}", "[1e]", "[1e+]", "[1.e3]", "[1e3.5]", "[00.5]", "[0.5 ."
            })
    void whatIsNoNumberDamagesTheRecord(String array) {
        assertThatThrownBy(() -> value(array)).isInstanceOf(DamagedRecordException.class);
    }

    @Test
    void keepsTheOrderOfKeys() throws DamagedRecordException {
        assertThat(parse("{\"z\":1,\"a\":2,\"m\":{\"y\":3,\"b\":4}}").root().keySet())
                .containsExactly("z", "a", "m");
    }

    @Test
    void aKeyWithoutValueIsThere() throws DamagedRecordException {
        assertThat(parse("{\"a\":null}").root()).containsEntry("a", null);
    }

    @Property(tries = 300)
    void aVectorOfAnyLengthIsTheSameNumbers(@ForAll double @DoubleRange(min = -1e300, max = 1e300) [] values)
            throws DamagedRecordException {
        Object parsed = value(Arrays.toString(values));

        assertThat(parsed).isEqualTo(Arrays.stream(values).boxed().toList());
    }

    @Property(tries = 300)
    void readsWhatAnotherProgramWrote(@ForAll("objects") List<Map<String, Object>> objects)
            throws DamagedRecordException {
        for (Map<String, Object> object : objects) {
            assertThat(parse(JsonTexts.pretty(object)).root()).isEqualTo(object);
        }
    }

    private @Nullable Object value(String json) throws DamagedRecordException {
        return parse("{\"v\":" + json + "}").at("v");
    }

    private Fields parse(String json) throws DamagedRecordException {
        byte[] bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 2, bytes.length - 2);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> objects() {
        return JsonTexts.objects();
    }
}
