package dev.graphiti.migrator.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.config.BundleOptions;
import dev.graphiti.migrator.embedding.config.CacheOptions;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.embedding.stage.Embedders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
    private static final OnnxOptions OPTIONS =
            new OnnxOptions(2, VectorPolicy.KEEP, BundleOptions.DEFAULT, CacheOptions.OFF);

    @Test
    void knowsWhatIsAlike() {
        List<float[]> vectors =
                embed(List.of("The cat sits on the mat.", "A kitten is on a rug.", "Interest rates rose."));
        assertThat(cosine(vectors.get(0), vectors.get(0))).isCloseTo(1, within(1e-5));
        assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(0.5);
        assertThat(cosine(vectors.get(0), vectors.get(2))).isLessThan(0.2);
    }

    @Test
    void aTextsVectorDoesNotDependOnItsNeighbors() {
        List<String> texts = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> "name " + "x ".repeat(i)).toList());
        List<float[]> together = embed(texts);
        for (int i = 0; i < texts.size(); i += 7) {
            assertThat(embed(List.of(texts.get(i))).get(0)).containsExactly(together.get(i));
        }
    }

    @Test
    void takesLongAndOddTexts() {
        assertThat(embed(List.of("word ".repeat(2_000), "\ud800", "漢字 😀", ".")))
                .allSatisfy(vector -> assertThat(vector).hasSize(384));
    }

    @Test
    void preflightLoadsTheModel() {
        assertThat(Embedders.preflight(OPTIONS)).isEqualTo(new VectorSpace("all-MiniLM-L6-v2", 384));
    }

    private static List<float[]> embed(List<String> texts) {
        try (Embedder embedder = Embedders.assemble(OPTIONS, OPTIONS.space(), EmbeddingListener.NONE)) {
            return embedder.embed(texts).join().stream()
                    .map(result -> ((Embedded) result).embedding().values())
                    .toList();
        }
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
