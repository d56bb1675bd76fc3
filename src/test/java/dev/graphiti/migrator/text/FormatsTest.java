package dev.graphiti.migrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7.5,7.5",
        "480,480",
        "999.4,999",
        "999.5,1k",
        "1234,1.2k",
        "34500000,34.5M",
        "-1200,-1.2k",
        "NaN,?"
    })
    void numbersAreShort(double number, String text) {
        assertThat(Formats.compact(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0%", "0.0002,<0.1%", "0.003,0.3%", "0.42,42%", "0.99999,99.9%", "1,100%"})
    void allIsOnlySaidOfAll(double fraction, String text) {
        assertThat(Formats.percent(fraction)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "850,850 ms",
        "12400,12.4 s",
        "59990,59.9 s",
        "60000,1 min",
        "200000,3 min 20 s",
        "7500000,2 h 5 min",
        "90000000,1 d 1 h"
    })
    void timesHaveTwoUnits(long millis, String text) {
        assertThat(Formats.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void countsAgreeWithTheirNouns() {
        assertThat(Formats.count(1, "record", "records")).isEqualTo("1 record");
        assertThat(Formats.count(1_234_567, "record", "records")).isEqualTo("1,234,567 records");
    }

    @Test
    void cutsWholeCharacters() {
        assertThat(Formats.shortened("abc", 3)).isEqualTo("abc");
        assertThat(Formats.shortened("abcd", 3)).isEqualTo("ab…");
        assertThat(Formats.shortened("a😀cd", 3)).isEqualTo("a…");
    }
}
