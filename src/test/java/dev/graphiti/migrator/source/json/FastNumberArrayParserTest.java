package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.fields.NumberArrayBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class FastNumberArrayParserTest {
    @Property
    void readsEveryDecimalAsTheLanguageDoes(
            @ForAll @LongRange(min = 0, max = 99_999_999) long whole,
            @ForAll @LongRange(min = 0) long fraction,
            @ForAll @IntRange(min = 0, max = 3) int zeros,
            @ForAll boolean negative) {
        assertThatItReads((negative ? "-" : "") + whole + "." + "0".repeat(zeros) + fraction);
    }

    @Property
    void readsEveryFloatAsTheLanguageDoes(@ForAll float number) {
        if (Float.isFinite(number)) {
            assertThatItReads(Float.toString(number).replace("E", "e"));
        }
    }

    @Test
    void readsTheEndsOfWhatItTakesItself() {
        for (String text : List.of(
                "0.0",
                "-0.0",
                "9007199254740992.0",
                "900719925474099.2",
                "900719925474099.3",
                "0.1234567890123456",
                "0.12345678901234567",
                "1.0e400",
                "1e-400",
                "-1.5E3")) {
            assertThatItReads(text);
        }
    }

    private static void assertThatItReads(String text) {
        byte[] bytes = ("0.5," + text + "]").getBytes(StandardCharsets.US_ASCII);
        NumberArrayBuilder numbers = new NumberArrayBuilder();

        int end = FastNumberArrayParser.read(bytes, 0, bytes.length, numbers);

        double expected = Double.parseDouble(text);
        if (Double.isFinite(expected)) {
            assertThat(end).as(text).isEqualTo(bytes.length - 1);
            assertThat(numbers.finish()).as(text).isEqualTo(List.of(0.5, expected));
        } else {
            assertThat(end).as(text).isNegative();
        }
    }
}
