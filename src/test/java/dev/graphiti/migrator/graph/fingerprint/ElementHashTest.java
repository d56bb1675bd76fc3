package dev.graphiti.migrator.graph.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.model.ElementKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Values;

class ElementHashTest {
    private final ElementHash hash = new ElementHash();

    @Provide
    Arbitrary<StoredElement> elements() {
        return StoredElements.elements();
    }

    /** Fingerprints are kept for years: a change here makes every kept one useless, and needs another version. */
    @Test
    void theHashesArePinned() {
        assertThat(hash.of(StoredElements.entity("u", "g", StoredElements.ofEachType())))
                .hasToString("6c5757747fa11c88279e526fc86dc2e9");
        assertThat(hash.of(StoredElements.fact("u", "g", "a", "b"))).hasToString("319fd00bfc12b1a540905d57a9cb0770");
    }

    /** By hand, from the description. */
    @Test
    void theFormIsAsItIsDescribed() {
        StoredElement element = new StoredElement(
                ElementKind.MENTIONS, "id", List.of(), Map.of("uuid", "\u00e9", "n", 258L), new Ends("a", null));

        String form = "01" + text("MENTIONS") + "00000000" + "00000002" + "53" + text("a") + "4e" + "00000002"
                + text("n") + "49" + "0000000000000102" + text("uuid") + "53" + "00000002" + "c3a9";
        byte[] bytes = new byte[form.length() / 2];
        new CanonicalForm().of(element).get(bytes);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(form);
    }

    private static String text(String ascii) {
        return "%08x".formatted(ascii.length()) + HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Property(tries = 300)
    void orderAndElementIdDoNotCount(@ForAll("elements") StoredElement element, @ForAll Random random) {
        List<String> names = new ArrayList<>(element.properties().keySet());
        Collections.shuffle(names, random);
        Map<String, Object> properties = new LinkedHashMap<>();
        names.forEach(name -> properties.put(name, element.properties().get(name)));
        List<String> labels = new ArrayList<>(element.labels());
        Collections.shuffle(labels, random);

        assertThat(hash.of(new StoredElement(element.kind(), "another id", labels, properties, element.ends())))
                .isEqualTo(hash.of(element));
    }

    @Property(tries = 300)
    void everyChangeOfAPropertyCounts(@ForAll("elements") StoredElement element) {
        Hash128 before = hash.of(element);
        for (String name : element.properties().keySet()) {
            for (Object value : StoredElements.ofEachType().values()) {
                StoredElement changed = with(element, name, value);
                assertThat(hash.of(changed).equals(before))
                        .as("%s of %s becomes %s", name, element, value)
                        .isEqualTo(same(value, element.properties().get(name)));
            }
            assertThat(hash.of(with(element, name, null))).isNotEqualTo(before);
        }
        assertThat(hash.of(with(element, "another", ""))).isNotEqualTo(before);
    }

    /** Arrays have no equality of their own. */
    private static boolean same(Object one, @Nullable Object other) {
        return one instanceof byte[] bytes && other instanceof byte[] others
                ? Arrays.equals(bytes, others)
                : one.equals(other);
    }

    private static StoredElement with(StoredElement element, String name, @Nullable Object value) {
        Map<String, Object> properties = new HashMap<>(element.properties());
        if (value == null) {
            properties.remove(name);
        } else {
            properties.put(name, value);
        }
        return new StoredElement(element.kind(), element.id(), element.labels(), properties, element.ends());
    }

    @Property(tries = 300)
    void theFixedPartIsTheElementWithoutAllElse(@ForAll("elements") StoredElement element) {
        Map<String, Object> fixed = new HashMap<>(element.properties());
        fixed.keySet().retainAll(Set.of("uuid", "group_id", "created_at", "name", "content", "fact"));

        assertThat(hash.both(element).fixedPart())
                .isEqualTo(hash.of(new StoredElement(element.kind(), "", List.of(), fixed, element.ends())));
    }

    @Property(tries = 300)
    void everyChangeOfKindLabelsAndEndsCounts(@ForAll("elements") StoredElement element) {
        List<StoredElement> changed = new ArrayList<>();
        for (ElementKind kind : ElementKind.values()) {
            if (kind != element.kind() && kind.isNode() == element.kind().isNode()) {
                changed.add(
                        new StoredElement(kind, element.id(), element.labels(), element.properties(), element.ends()));
            }
        }
        Ends ends = element.ends();
        if (ends == null) {
            changed.add(labeled(element, "Another"));
            element.labels().forEach(label -> changed.add(without(element, label)));
        } else {
            changed.add(between(element, ends.source() + "x", ends.target()));
            changed.add(between(element, ends.source(), ends.target() + "x"));
            changed.add(between(element, null, ends.target()));
            changed.add(between(element, ends.source(), 7L));
            if (!String.valueOf(ends.source()).equals(ends.target())) {
                changed.add(between(element, ends.target(), ends.source()));
            }
        }
        assertThat(changed)
                .extracting(hash::of)
                .doesNotContain(hash.of(element))
                .doesNotHaveDuplicates();
    }

    private static StoredElement labeled(StoredElement element, String more) {
        List<String> labels = new ArrayList<>(element.labels());
        labels.add(more);
        return new StoredElement(element.kind(), element.id(), labels, element.properties(), null);
    }

    private static StoredElement without(StoredElement element, String label) {
        List<String> labels = new ArrayList<>(element.labels());
        labels.remove(label);
        return new StoredElement(element.kind(), element.id(), labels, element.properties(), null);
    }

    private static StoredElement between(StoredElement element, @Nullable Object source, @Nullable Object target) {
        return new StoredElement(
                element.kind(), element.id(), element.labels(), element.properties(), new Ends(source, target));
    }

    @Test
    void valuesThatLookAlikeDiffer() {
        ZonedDateTime utc = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        List<Object> values = List.of(
                1L,
                1.0,
                "1",
                "1.0",
                true,
                "true",
                false,
                0.0,
                -0.0,
                Math.nextUp(1.0),
                Double.NaN,
                "NaN",
                "",
                List.of(),
                new byte[0],
                new byte[] {1},
                List.of(1L),
                List.of(1.0),
                List.of("1"),
                List.of("a", "b"),
                List.of("b", "a"),
                List.of("ab"),
                List.of("a, b"),
                "[a, b]",
                utc,
                utc.plusNanos(1),
                utc.withZoneSameInstant(ZoneOffset.ofHours(1)),
                utc.withZoneSameInstant(ZoneId.of("Europe/London")),
                utc.withZoneSameInstant(ZoneId.of("UTC")),
                utc.toLocalDateTime(),
                utc.toLocalDate(),
                utc.toString(),
                LocalDate.EPOCH,
                LocalDateTime.of(1970, 1, 1, 0, 0),
                LocalTime.MIDNIGHT,
                OffsetTime.of(0, 0, 0, 0, ZoneOffset.UTC),
                OffsetTime.of(1, 0, 0, 0, ZoneOffset.ofHours(1)),
                Values.isoDuration(1, 0, 0, 0).asObject(),
                Values.isoDuration(0, 1, 0, 0).asObject(),
                Values.isoDuration(0, 0, 86_400, 0).asObject(),
                Values.isoDuration(0, 0, 0, 1).asObject(),
                Values.point(4326, 1, 2).asObject(),
                Values.point(7203, 1, 2).asObject(),
                Values.point(9157, 1, 2, 0).asObject(),
                Values.vector(new float[] {1}).asObject(),
                Values.vector(new double[] {1}).asObject(),
                Values.vector(new byte[] {1}).asObject(),
                Values.vector(new short[] {1}).asObject(),
                Values.vector(new int[] {1}).asObject(),
                Values.vector(new long[] {1}).asObject());

        assertThat(values).extracting(this::hashOf).doesNotHaveDuplicates();
    }

    @Test
    void whatTheServerSendsAsOneTypeIsOne() {
        ZonedDateTime time = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 5, ZoneOffset.ofHours(2));

        assertThat(hashOf(7)).isEqualTo(hashOf(7L)).isEqualTo(hashOf((short) 7)).isEqualTo(hashOf((byte) 7));
        assertThat(hashOf(0.1f)).isEqualTo(hashOf((double) 0.1f)).isNotEqualTo(hashOf(0.1));
        assertThat(hashOf(new float[] {0.1f, 2}))
                .isEqualTo(hashOf(List.of((double) 0.1f, 2.0)))
                .isEqualTo(hashOf(List.of(0.1f, 2f)));
        assertThat(hashOf(Double.longBitsToDouble(0x7ff8000000000001L))).isEqualTo(hashOf(Double.NaN));
        assertThat(hashOf(time.toOffsetDateTime())).isEqualTo(hashOf(time));
    }

    @Test
    void aPropertyThatIsLongerThanTheBufferCounts() {
        String text = "x".repeat(100_000);

        assertThat(hashOf(text)).isNotEqualTo(hashOf(text + "x")).isEqualTo(hashOf("x".repeat(100_000)));
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatThrownBy(() -> hashOf(new StringBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a java.lang.StringBuilder has no canonical form");
    }

    private Hash128 hashOf(Object value) {
        return hash.of(StoredElements.entity("u", "g", Map.of("value", value)));
    }
}
