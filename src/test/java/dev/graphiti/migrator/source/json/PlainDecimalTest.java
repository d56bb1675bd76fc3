package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class PlainDecimalTest {
    @Property
    void readsEveryDecimalAsTheLanguageDoes(
            @ForAll @LongRange(min = 0, max = 99_999_999) long whole,
            @ForAll @LongRange(min = 0) long fraction,
            @ForAll @IntRange(min = 0, max = 3) int zeros,
            @ForAll boolean negative)
            throws IOException {
        assertThatItReads((negative ? "-" : "") + whole + "." + "0".repeat(zeros) + fraction);
    }

    @Property
    void readsEveryFloatAsTheLanguageDoes(@ForAll float number) throws IOException {
        if (Float.isFinite(number)) {
            assertThatItReads(Float.toString(number).replace("E", "e"));
        }
    }

    @Test
    void readsTheEndsOfWhatItTakesItself() throws IOException {
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

    private static void assertThatItReads(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser("[" + text + "]")) {
            json.nextToken();
            json.nextToken();
            assertThat(PlainDecimal.valueOf(json)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }
}
