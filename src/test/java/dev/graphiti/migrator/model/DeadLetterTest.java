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
}
