package dev.graphiti.migrator.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchingEmbedderTest {
    @Property
    void losesNoTextAndKeepsBothLimits(
            @ForAll @Size(max = 40) List<String> texts,
            @ForAll @IntRange(min = 1, max = 10) int maxTexts,
            @ForAll @IntRange(min = 1, max = 100) int maxTokens) {
        ScriptedEmbedder provider = new ScriptedEmbedder();
        List<EmbeddingResult> results =
                new BatchingEmbedder(provider, maxTexts, maxTokens).embed(texts).join();
        assertThat(results)
                .isEqualTo(texts.stream().map(ScriptedEmbedder::vectorOf).toList());
        assertThat(provider.calls().stream().flatMap(List::stream).toList()).isEqualTo(texts);
        for (List<String> call : provider.calls()) {
            assertThat(call).isNotEmpty().hasSizeLessThanOrEqualTo(maxTexts);
            assertThat(call.size() == 1 || TokenEstimate.of(call) <= maxTokens).isTrue();
        }
    }

    @Property
    void neverEstimatesFewerTokensThanAThirdOfTheCharacters(@ForAll String text) {
        assertThat(TokenEstimate.of(text)).isGreaterThan(text.length() / 3);
    }
}
