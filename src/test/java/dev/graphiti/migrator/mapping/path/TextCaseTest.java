package dev.graphiti.migrator.mapping.path;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCaseTest {
    @ParameterizedTest
    @CsvSource({
        "threat-actor, ThreatActor, THREAT_ACTOR",
        "THREAT_ACTOR, ThreatActor, THREAT_ACTOR",
        "threatActor, ThreatActor, THREAT_ACTOR",
        "malware, Malware, MALWARE",
        "INDICATOR, Indicator, INDICATOR",
        "HTTPServer, HTTPServer, HTTP_SERVER",
        "attributed to, AttributedTo, ATTRIBUTED_TO",
        "http://x.org/knows, HttpXOrgKnows, HTTP_X_ORG_KNOWS",
        "version2.1, Version21, VERSION2_1",
        "über-fluß, ÜberFluß, ÜBER_FLUSS",
        "'  ', '', ''",
    })
    void joinsWords(String text, String pascal, String upperSnake) {
        assertThat(TextCase.PASCAL.apply(text)).isEqualTo(pascal);
        assertThat(TextCase.UPPER_SNAKE.apply(text)).isEqualTo(upperSnake);
        assertThat(TextCase.KEEP.apply(text)).isEqualTo(text);
    }

    @Property
    void aPredicateInUpperSnakeStaysAsItIs(@ForAll @CharRange(from = ' ', to = '~') String text) {
        String once = TextCase.UPPER_SNAKE.apply(text);

        assertThat(TextCase.UPPER_SNAKE.apply(once)).isEqualTo(once);
    }
}
