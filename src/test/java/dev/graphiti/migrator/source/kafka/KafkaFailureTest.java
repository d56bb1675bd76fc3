package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cause is shown, and of the properties only what is secret is not. */
class KafkaFailureTest {
    private static final String PROPERTIES = """
            bootstrap-servers: "127.0.0.1:1", topics: [a], properties: {
              security.protocol: SSL, ssl.truststore.location: /nope, ssl.truststore.password: changeit,
              ssl.key.password: abc, my.api.key: 12345678, client.rack: rack-7,
              sasl.jaas.config: "org.Module required username='ann' password='s3cret';" }
            """;

    @Test
    void aTrustStoreThatIsNotThere() {
        assertThatThrownBy(() -> Kafka.options(PROPERTIES).source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "Kafka at 127.0.0.1:1 cannot be read (there is no file /nope, which source.properties.ssl.truststore.location names); check source.bootstrap-servers and source.properties.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /nope is no store of rack-7               | /nope is no store of rack-7
            changeit is wrong for /nope               | *** is wrong for /nope
            abc is wrong, abcd is not                 | *** is wrong, abcd is not
            got 12345678                              | got ***
            s3cret is not the password of ann         | *** is not the password of ann
            org.Module required username='ann' password='s3cret'; is bad | *** is bad
            see https://ann:pw@idp/token?sig=abc      | see https://***@idp/token?sig=***
            """)
    void masksWhatIsSecret(String cause, String shown) {
        KafkaFailure failure = new KafkaFailure(Kafka.options(PROPERTIES));

        assertThat(failure.explained(
                        new KafkaException("Failed to construct kafka consumer", new KafkaException(cause))))
                .hasMessage(
                        "Kafka at 127.0.0.1:1 cannot be read (%s); check source.bootstrap-servers and source.properties."
                                .formatted(shown));
    }

    @Test
    void theOptionsShowWhatIsNotSecret() {
        assertThat(Kafka.options(PROPERTIES).properties().toString())
                .isEqualTo("{security.protocol=SSL, ssl.truststore.location=/nope, ssl.truststore.password=***,"
                        + " ssl.key.password=***, my.api.key=***, client.rack=rack-7,"
                        + " sasl.jaas.config=***}");
    }
}
