package dev.graphiti.migrator.mapping.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityNameTest {
    @ParameterizedTest
    @CsvSource({
        "'ACME  Corp', 'acme corp'",
        "' Acme\tCorp\n', 'acme corp'",
        "'acme\u00a0\u2003corp\u3000', 'acme corp'",
        "ÄPFEL, äpfel",
        "'', ''",
    })
    void normalizesAsGraphitiDoes(String name, String key) {
        assertThat(EntityName.normalize(name)).isEqualTo(key);
    }

    @Test
    void nameIsOneTrimmedLine() {
        assertThat(EntityName.clean(" a\r\nb\u0000c\u2028d\u00a0")).isEqualTo("a  b c d");
    }

    @Test
    void cutsAtCharacters() {
        String smile = "\uD83D\uDE00";

        assertThat(EntityName.cut("a" + smile, 2)).isEqualTo("a");
        assertThat(EntityName.cut("a" + smile, 3)).isEqualTo("a" + smile);
        assertThat(EntityName.cutToFit("a" + smile.repeat(2000))).isEqualTo("a" + smile.repeat(1999));
    }

    @Property
    void cutTextFits(@ForAll String text, @ForAll @IntRange(min = 1, max = 200) int times) {
        String cut = EntityName.cutToFit(text.repeat(times));

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(EntityName.MAX_BYTES);
        assertThat(EntityName.fits(cut)).isTrue();
    }

    @Property
    void normalizingTwiceChangesNothing(@ForAll String name) {
        String key = EntityName.normalize(name);

        assertThat(EntityName.normalize(key)).isEqualTo(key);
        assertThat(key).doesNotStartWith(" ");
    }
}
