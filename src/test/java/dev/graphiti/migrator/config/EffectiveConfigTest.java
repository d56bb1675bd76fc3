package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
    private static final ConfigShape<Sample> SHAPE = Sample.shape();
    private static final ConfigReader<Sample> READER = new ConfigReader<>(SHAPE, Map.of());

    @Test
    void showsDefaultsAndHidesSecrets() {
        assertThat(EffectiveConfig.of(SHAPE, Samples.plain()).yaml()).isEqualTo("""
                        group-id: docs
                        source:
                          type: server
                          uri: http://localhost
                          api-key: '***'
                          port: 443
                        write:
                          batch-size: 1
                          retry-delay: 90s
                          on-existing: fail-record
                          share: 0.25
                          dry-run: true
                          timeout: null
                        rules:
                          - field: lang
                            equals: '5'
                          - field: $${size}
                        times:
                          a:
                            type: constant
                            at: '2024-05-01T00:00:00Z'
                          b:
                            type: field
                            name: made
                        tags: []
                        hook:
                          uri: http://hook
                          headers:
                            Authorization: '***'
                        """);
    }

    @Test
    void theHashIsThatOfTheTextAndIgnoresSecrets() {
        EffectiveConfig abc = new EffectiveConfig("abc");
        Sample sample = Samples.plain();
        Sample rotated = READER.read(EffectiveConfig.of(SHAPE, sample).yaml(), "job.yaml");

        assertThat(abc.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(rotated).isNotEqualTo(sample);
        assertThat(EffectiveConfig.of(SHAPE, rotated).sha256())
                .isEqualTo(EffectiveConfig.of(SHAPE, sample).sha256());
    }

    @Property(tries = 300)
    void readsBackAsItWas(@ForAll("samples") Sample sample) {
        EffectiveConfig written = EffectiveConfig.of(SHAPE, sample);
        Sample read = READER.read(written.yaml(), "job.yaml");

        assertThat(read).isEqualTo(sample);
        assertThat(EffectiveConfig.of(SHAPE, read)).isEqualTo(written);
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Samples.any();
    }
}
