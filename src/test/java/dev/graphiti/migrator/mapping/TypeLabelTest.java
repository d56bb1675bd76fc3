package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.EntityNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeLabelTest {
    @ParameterizedTest
    @CsvSource({
        "Product, Product",
        "PERSON, PERSON",
        "my_label, my_label",
        "' Product ', Product",
        "power tool, PowerTool",
        "power-tool/2, PowerTool2",
        "my_label 2, MyLabel2",
        "3D, _3D",
        "Größe, Grosse",
        "Café au lait, CafeAuLait",
        "日本, ",
        "'', ",
        "Entity, ",
        "Episodic, ",
        "Community, ",
        "Saga, ",
        "saga, saga",
        "Entity_x, ",
    })
    void makesLabel(String text, String label) {
        assertThat(TypeLabel.of(text).orElse(null)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "日本, true",
        "Город, true",
        "WHILE循环, true",
        "C++, true",
        "Saga, true",
        "Entity_x, true",
        "power tool, false",
        "power-tool/2, false",
        "Café au lait, false",
        "Größe, false",
        "3D, false",
        "Entity, false",
        "' ', false",
    })
    void saysWhetherLettersAreLost(String text, boolean lost) {
        assertThat(TypeLabel.losesLetters(text)).isEqualTo(lost);
    }

    @Property
    void isAlwaysValid(@ForAll String text) {
        TypeLabel.of(text)
                .ifPresent(label -> assertThat(EntityNode.isType(label)).isTrue());
    }
}
