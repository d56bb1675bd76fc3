package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupIdTest {
    @ParameterizedTest
    @CsvSource({
        "support_emea, support_emea",
        "_x, _x",
        "a_, a_",
        "EMEA, emea__w",
        "support_EMEA, support_emea__8w",
        "Acme, acme__u",
        "AcmeCorp, acmecorp__u3u",
        "ACMEcorp, acmecorp__uuuu",
        "ACME9, acme9__w",
        "acme-corp, acme_corp__4d",
        "Acme-Corp, acme_corp__u3du",
        "user@x.com, user_x_com__4a1p",
        "a b, a_b__1s",
        "a__b, a__b__",
        "Größe, gro_e__u1xf6zxdfz",
        "日本, ____x65e5zx672cz",
    })
    void staysReadable(String name, String groupId) {
        assertThat(GroupId.encode(name)).isEqualTo(groupId);
    }

    @Test
    void emptyNameIsRefused() {
        assertThatThrownBy(() -> GroupId.encode("")).hasMessageContaining("name it");
    }

    @Test
    void longNameEndsInHash() {
        String name = "Tenant ".repeat(40);

        String groupId = GroupId.encode(name);

        assertThat(groupId).startsWith("tenant_tenant_").hasSizeLessThanOrEqualTo(GroupId.MAX_LENGTH);
        assertThat(GroupId.decode(groupId)).isEmpty();
        assertThat(GroupId.encode(name + "!")).isNotEqualTo(groupId);
        assertThat(GroupId.encode(groupId)).isNotEqualTo(groupId);
    }

    @ParameterizedTest
    @CsvSource({"a__q", "a__9u", "a__x", "a__xz", "a__x110000z", "a__x61z", "__", "'a__99999999u'", "a__1", "a__d4"})
    void textThatIsNotEncodedIsNotDecoded(String text) {
        assertThat(GroupId.decode(text)).isEmpty();
    }

    @Property(tries = 5_000)
    void decodesToWhatWasEncodedAndIsValid(@ForAll("names") String name) {
        String groupId = GroupId.encode(name);

        assertThat(groupId).matches("[a-z0-9_]+").hasSizeLessThanOrEqualTo(GroupId.MAX_LENGTH);
        if (groupId.length() < 100) {
            assertThat(GroupId.decode(groupId)).contains(name);
        }
    }

    @Property(tries = 5_000)
    void neverFailsToDecode(@ForAll("groupIdLike") String text) {
        GroupId.decode(text).ifPresent(name -> assertThat(GroupId.encode(name)).isEqualTo(text));
    }

    @Test
    void noTwoShortNamesMeet() {
        Set<String> groupIds = new HashSet<>();
        List<String> names = List.of("");
        int count = 0;
        for (int length = 1; length <= 5; length++) {
            names = names.stream()
                    .flatMap(start -> "aAb1_-.x".chars().mapToObj(end -> start + (char) end))
                    .toList();
            names.forEach(name -> groupIds.add(GroupId.encode(name)));
            count += names.size();
        }

        assertThat(groupIds).hasSize(count);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(30);
        Arbitrary<String> likely = Arbitraries.strings()
                .withChars("aAbBzZ019_-.@ /xuwdé\uD83D\uDE00")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> tooLong =
                Arbitraries.strings().withChars("aA_-").ofMinLength(150).ofMaxLength(400);
        return Arbitraries.frequencyOf(Tuple.of(4, any), Tuple.of(8, likely), Tuple.of(1, tooLong));
    }

    @Provide
    Arbitrary<String> groupIdLike() {
        Arbitrary<String> body = Arbitraries.strings().withChars("ab1_").ofMaxLength(8);
        Arbitrary<String> steps =
                Arbitraries.strings().withChars("0123uwdpaslckxzhf").ofMaxLength(8);
        return Combinators.combine(body, steps).as((start, end) -> start + "__" + end);
    }
}
