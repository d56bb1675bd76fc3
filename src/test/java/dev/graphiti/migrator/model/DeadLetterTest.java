package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeadLetterTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("weaviate", "Book", "a", "s", "row 1", "0");

    @Example
    void itsMessageIsOneLineWhateverItQuotes() {
        DeadLetter letter = letter("'a\nb\u001b[2J\u2028' is not a UUID", new Kept(Form.TEXT, "a\nb"));

        assertThat(letter.message()).isEqualTo("'a\\u000ab\\u001b[2J\\u2028' is not a UUID");
        assertThat(letter.kept().content()).isEqualTo("a\nb");
    }

    @Example
    void itsMessageHoldsNoSecretWhileTheRecordIsUnchanged() {
        for (String secret : List.of(
                "bolt://neo4j:HIDDEN-1@db:7687 refuses",
                "the field url: https://x/?api_key=HIDDEN-2 is unreadable",
                "401: Authorization: Bearer HIDDEN-3-HIDDEN-3")) {
            Kept kept = new Kept(Form.RECORD, "{\"fields\":{\"url\":\"" + secret + "\"}}");
            DeadLetter letter = letter(secret, kept);

            assertThat(letter.message()).doesNotContain("HIDDEN").contains("***");
            assertThat(letter.kept()).isEqualTo(kept);
        }
    }

    @Property
    void itIsMadeOfItsPartsAgain(@ForAll String message) {
        DeadLetter letter = letter(message, Kept.NOTHING);

        assertThat(letter(letter.message(), Kept.NOTHING)).isEqualTo(letter);
    }

    @Example
    void itsIdIsThatOfTheRecordOrElementWhateverHappensToIt() {
        DeadLetter first = DeadLetter.of("map", DeadLetter.RECORD, "", "no-id", "it has no id", ORIGIN, Kept.NOTHING);
        DeadLetter second = DeadLetter.of(
                "embed", DeadLetter.RECORD, "", "text-refused", "too long", ORIGIN.withId("b"), Kept.pointer("x"));

        assertThat(first.id())
                .hasSize(32)
                .isEqualTo(second.id())
                .isEqualTo(first.failedFirst(Instant.EPOCH).id());
        assertThat(List.of(
                        first.id(),
                        DeadLetter.of("map", DeadLetter.RECORD, "", "no-id", "", ORIGIN.readFrom("1"), Kept.NOTHING)
                                .id(),
                        DeadLetter.of("write", "Entity", "u", "refused", "", ORIGIN, Kept.NOTHING)
                                .id(),
                        DeadLetter.of("write", "Entity", "v", "refused", "", ORIGIN, Kept.NOTHING)
                                .id()))
                .doesNotHaveDuplicates();
    }

    @Property
    void damagedBytesAreKeptAsTextOrAsBase64(@ForAll byte[] bytes) {
        Kept kept = Kept.ofBytes(bytes, 0, bytes.length);
        byte[] back = kept.form() == Form.TEXT
                ? kept.content().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(kept.content());

        assertThat(back).isEqualTo(bytes);
        assertThat(Kept.ofBytes(bytes, 0, bytes.length / 2))
                .isEqualTo(Kept.ofBytes(Arrays.copyOf(bytes, bytes.length / 2), 0, bytes.length / 2));
    }

    @Example
    void textIsKeptAsText() {
        byte[] text = "{\"n\": nöpe".getBytes(StandardCharsets.UTF_8);

        assertThat(Kept.ofBytes(text, 0, text.length)).isEqualTo(new Kept(Form.TEXT, "{\"n\": nöpe"));
    }

    @Property
    void whatIsLongerThanTheLimitInUtf8IsAPointer(@ForAll String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        Kept kept = new Kept(Form.TEXT, text);

        assertThat(kept.within(bytes)).isEqualTo(kept);
        if (bytes > 0) {
            assertThat(kept.within(bytes - 1)).isEqualTo(Kept.pointer(text));
        }
        assertThat(Kept.pointer(text).within(0)).isEqualTo(Kept.pointer(text));
    }

    @Example
    void anExcerptIsCutAtAWholeCharacter() {
        assertThat(Kept.pointer("x".repeat(4_096)).content()).isEqualTo("x".repeat(4_096));
        assertThat(Kept.pointer("x".repeat(4_097)).content()).isEqualTo("x".repeat(4_095) + "…");
        assertThat(Kept.pointer("x".repeat(4_094) + "😀😀").content())
                .as("no half of a character")
                .isEqualTo("x".repeat(4_094) + "…");
    }

    private static DeadLetter letter(String message, Kept kept) {
        return DeadLetter.of("read", DeadLetter.RECORD, "", "damaged", message, ORIGIN, kept);
    }
}
