package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kustomize makes of the folders, where there is a kustomize. */
class KustomizeTest {
    private static final String IMAGE = "registry.example.com/graphiti-migrator";

    @TempDir
    private Path temporary;

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

    @ParameterizedTest
    @MethodSource("kustomizations")
    void setsTheImageOfEverythingThatHasOne(Path folder) throws Exception {
        Optional<List<String>> command = command();
        assumeThat(command).as("kustomize or kubectl").isPresent();
        Path copy = copyOf(folder);
        // What 'kustomize edit set image' writes; kubectl has no such command.
        Files.writeString(
                copy.resolve(Manifests.KUSTOMIZATION),
                "\nimages: [ { name: %s, newName: registry.test/ours, newTag: \"9\" } ]\n".formatted(IMAGE),
                StandardOpenOption.APPEND);

        String rendered = render(command.orElseThrow(), copy);

        assertThat(rendered).doesNotContain(IMAGE);
        if (Manifests.text(folder.resolve(Manifests.KUSTOMIZATION)).matches("(?s).*(base|jobs|job\\.yaml).*")) {
            assertThat(rendered).contains("image: registry.test/ours:9");
        }
    }

    /** Without a kustomize to run: it reads a configuration only for the folder that names it. */
    @ParameterizedTest
    @MethodSource("kustomizations")
    void knowsTheImageOfADeployment(Path folder) {
        assumeThat(Manifests.resources(folder))
                .as("resources of " + folder)
                .anyMatch(each -> each.path("kind").asText().equals("FlinkDeployment"));

        assertThat(Manifests.texts(Manifests.kustomization(folder).path("configurations"))
                        .flatMap(file -> Manifests.documents(folder.resolve(file)).stream())
                        .flatMap(file -> file.path("images").valueStream()))
                .anyMatch(spec -> spec.path("kind").asText().equals("FlinkDeployment")
                        && spec.path("path").asText().equals("spec/image"));
    }

    /** With all that lies beside it, which it may name. */
    private Path copyOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(Manifests.FOLDER)) {
            for (Path each : all.toList()) {
                Files.copy(each, place(each), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return place(folder);
    }

    private Path place(Path original) {
        return temporary.resolve(Manifests.FOLDER.relativize(original).toString());
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
