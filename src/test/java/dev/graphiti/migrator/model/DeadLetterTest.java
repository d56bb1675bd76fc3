package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void itsMessageIsOneLineWhateverItQuotes() {
        RecordOrigin origin = new RecordOrigin("weaviate", "Book", "a", "s", "row 1");
        DeadLetter letter = new DeadLetter(
                "read", DeadLetter.RECORD, "", "damaged", "'a\nb\u001b[2J\u2028' is not a UUID", origin, "a\nb");

        assertThat(letter.message()).isEqualTo("'a\\u000ab\\u001b[2J\\u2028' is not a UUID");
        assertThat(letter.raw()).isEqualTo("a\nb");
    }

    @Test
    void whateverIsSetAsideIsCutAtOneLength() {
        assertThat(raw("x".repeat(4_096))).isEqualTo("x".repeat(4_096));
        assertThat(raw("x".repeat(4_097))).isEqualTo("x".repeat(4_095) + "…");
        assertThat(raw("x".repeat(4_094) + "😀😀")).as("no half of a character").isEqualTo("x".repeat(4_094) + "…");
        assertThat(raw(raw("x".repeat(9_000)))).isEqualTo(raw("x".repeat(9_000)));
    }

    private static String raw(String text) {
        RecordOrigin origin = new RecordOrigin("json", "Book", "a", "s", "row 1");
        return new DeadLetter("read", DeadLetter.RECORD, "", "damaged", "it is damaged", origin, text).raw();
    }
}
