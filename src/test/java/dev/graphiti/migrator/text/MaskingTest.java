package dev.graphiti.migrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bolt://h:7687?password=X                       | bolt://h:7687?password=***
            No Neo4j at bolt://u:p@h:7687 (down)           | No Neo4j at bolt://***@h:7687 (down)
            https://token@h/v1                             | https://***@h/v1
            https://u:p/w@h/v1                             | https://***@h/v1
            https://u:p@ss@h/v1                            | https://***@h/v1
            https://h/v1?api_key=abc&top=3                 | https://h/v1?api_key=***&top=3
            https://h/v1?top=3&sig=a%2Fb%3D                | https://h/v1?top=3&sig=***
            https://h/x?X-Amz-Credential=a/b&X-Amz-Signature=c&X-Amz-Date=d | https://h/x?X-Amz-Credential=***&X-Amz-Signature=***&X-Amz-Date=d
            https://h/v1?access_token=abc#part             | https://h/v1?access_token=***
            https://h/v1?key=AIza                          | https://h/v1?key=***
            Routing parameters {password=X, policy=eu}     | Routing parameters {password=***, policy=eu}
            required username='m' password='X Y';          | required username='m' password=***;
            Authorization: Bearer sk-0123456789            | Authorization: Bearer ***
            """)
    void masksWhatIsSecretByItsForm(String text, String shown) {
        assertThat(Masking.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bolt://h:7687",
                "neo4j://h:7687?policy=eu",
                "bolt://${USER}@host and bolt://${USER}:${PASSWORD}@host?token=${TOKEN}",
                "https://h:8080/path@v1",
                "https://h/v1?top=3&namespace=a",
                "target.password is missing; set target.password or take it from ${NEO4J_PASSWORD}",
                "set source.api-key: it is refused",
                "ann@example.com wrote to bob@example.com",
                "file:///data/ca.pem",
                "Failed to load SSL keystore /nope of type JKS",
                "key: customer, keys=2, monkey=brown, max-tokens=5",
                "shop.orders-3 offset 41"
            })
    void showsEverythingElse(String text) {
        assertThat(Masking.of(text)).isEqualTo(text);
    }

    @Test
    void masksValuesThatAreKnownToBeSecret() {
        assertThat(Masking.of("sk-1 and sk-12 are no keys, 12 is shown as 12", List.of("sk-1", "sk-12", "")))
                .isEqualTo("*** and *** are no keys, 12 is shown as 12");
        assertThat(Masking.of("a is 1, and 11 is a", List.of("1"))).isEqualTo("a is ***, and 11 is a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "ssl.key.password",
                "sasl.jaas.config",
                "API-Key",
                "apikey",
                "aws_secret_access_key",
                "session.token",
                "sig",
                "basic.auth.user.info"
            })
    void namesOfSecrets(String name) {
        assertThat(Masking.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.truststore.location",
                "security.protocol",
                "key.deserializer",
                "client.id",
                "sasl.oauthbearer.token.endpoint.url",
                "max-tokens",
                "keys",
                "monkey"
            })
    void otherNames(String name) {
        assertThat(Masking.isSecret(name)).isFalse();
    }
}
