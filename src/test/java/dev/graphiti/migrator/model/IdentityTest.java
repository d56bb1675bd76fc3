package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentityTest {
    /** A change here gives every element of every migrated graph another uuid, and a second run a second copy. */
    @Test
    void theUuidsOfEachFormArePinned() {
        assertThat(Identity.ofRecord(ElementKind.EPISODIC, "acme", "json", "people", "p-1", ""))
                .isEqualTo("460fe166-52ae-5d83-973b-d45b72a2001d");
        assertThat(Identity.ofValue("acme", "Person", "ada lovelace"))
                .isEqualTo("7045f78c-c6df-5eed-82da-1246a1b32f34");
        assertThat(Identity.ofEnds(ElementKind.MENTIONS, "acme", "a", "b"))
                .isEqualTo("cc08209d-2cd2-5e2c-869f-bcfb40b3936e");
    }

    @Property
    void isAVersionFiveUuidOfRfc9562(@ForAll List<String> parts) {
        UUID uuid = UUID.fromString(Identity.uuid(parts.toArray(String[]::new)));

        assertThat(uuid.version()).isEqualTo(5);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Property
    void differentPartsMakeDifferentUuids(@ForAll List<String> one, @ForAll List<String> other) {
        String first = Identity.uuid(one.toArray(String[]::new));
        String second = Identity.uuid(other.toArray(String[]::new));

        assertThat(first.equals(second)).isEqualTo(one.equals(other));
    }

    @Property
    void whereOnePartEndsAndTheNextBeginsCounts(@ForAll String left, @ForAll String middle, @ForAll String right) {
        String first = Identity.uuid(left + middle, right);
        String second = Identity.uuid(left, middle + right);

        assertThat(first.equals(second)).isEqualTo(middle.isEmpty());
    }

    @Test
    void aHalfOfASurrogatePairIsNotAnyOther() {
        assertThat(Identity.uuid("\uD800"))
                .isNotEqualTo(Identity.uuid("\uD801"))
                .isNotEqualTo(Identity.uuid("?"));
    }

    @Test
    void kindsAndFormsDoNotMeet() {
        List<String> uuids = new ArrayList<>();
        uuids.add(Identity.ofValue("g", "a", "b"));
        for (ElementKind kind : ElementKind.values()) {
            uuids.add(Identity.ofEnds(kind, "g", "a", "b"));
            uuids.add(Identity.ofEnds(kind, "g", "b", "a"));
            uuids.add(Identity.ofEnds(kind, "h", "a", "b"));
            uuids.add(Identity.ofRecord(kind, "g", "a", "b", "", ""));
        }

        assertThat(uuids).doesNotHaveDuplicates();
    }
}
