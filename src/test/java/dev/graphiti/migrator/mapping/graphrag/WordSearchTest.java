package dev.graphiti.migrator.mapping.graphrag;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSearchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            The US's ports are open.         | US              | true
            The US' ports are open.          | US              | true
            Usability was improved.          | US              | false
            The bus is late                  | US              | false
            A US-based firm                  | US              | true
            Edda March’s ship                | EDDA MARCH      | true
            Edda Marchand                    | EDDA MARCH      | false
            Jean O'Brien left                | O'BRIEN         | true
            Jean O'Brien left                | O               | false
            l'Oréal sells                    | ORÉAL           | true
            C++ is old                       | C++             | true
            C++ is old                       | C               | false
            AT&T merged                      | AT              | false
            AT&T merged                      | AT&T            | true
            (ACME Inc.) grew                 | Acme Inc.       | true
            version 1.25                     | 1.2             | false
            version 3.5                      | 5               | false
            die Straße ist lang              | STRASSE         | true
            Œuvre d’une vie                  | œuvre           | true
            Москва-река                      | МОСКВА          | true
            Московский                       | МОСКВА          | false
            田中さんは東京に住む                  | 東京              | true
            "ALICE" and BOB                  | `"ALICE"`       | true
            NEW\u00a0YORK is large           | New York        | true
            no name                          | `" "`           | false
            """)
    void findsWordsOnly(String sentence, String name, boolean found) {
        assertThat(WordSearch.finds(sentence, name)).isEqualTo(found);
    }

    @Property
    void aNameBetweenSpacesIsFoundAndOneInAWordIsNot(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String name,
            @ForAll @AlphaChars @StringLength(min = 9, max = 12) String other) {
        assertThat(WordSearch.finds(other + " " + name + ", " + other, name)).isTrue();
        assertThat(WordSearch.finds(other + name + other, name)).isFalse();
    }
}
