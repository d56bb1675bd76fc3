package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kustomize makes of the folders, where there is a kustomize. */
class KustomizeTest {
    static List<Path> kustomizations() {
        return Manifests.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void rendersWhatFitsTogether(Path folder) throws Exception {
        Optional<List<String>> command = command();
        assumeThat(command).as("kustomize or kubectl").isPresent();

        List<JsonNode> resources = Manifests.documents(render(command.orElseThrow(), folder));

        assertThat(resources).isNotEmpty();
        Set<String> configMaps = resources.stream()
                .filter(each -> each.path("kind").asText().equals("ConfigMap"))
                .map(each -> each.at("/metadata/name").asText())
                .collect(Collectors.toSet());
        for (JsonNode pod : PodSpecs.of(resources)) {
            assertThat(pod.path("volumes").valueStream().filter(volume -> volume.has("configMap")))
                    .allSatisfy(volume -> assertThat(configMaps)
                            .contains(volume.at("/configMap/name").asText()));
        }
        if (CustomResources.areThere()) {
            CustomResources definitions = CustomResources.read();
            assertThat(resources.stream().filter(definitions::know))
                    .allSatisfy(each -> assertThat(definitions.faults(each)).isEmpty());
        }
    }

    private static Optional<List<String>> command() {
        return Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(":", -1))
                        .anyMatch(
                                place -> Path.of(place, command.get(0)).toFile().canExecute()))
                .findFirst();
    }

    private static String render(List<String> command, Path folder) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.add(folder.toString());
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
