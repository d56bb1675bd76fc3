package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Whether a kustomization's patches have something to change; what they make of it, only kustomize knows. */
final class Patches {
    private Patches() {}

    static void assertFits(Path folder, JsonNode patch, List<JsonNode> resources) {
        for (JsonNode document :
                Manifests.documents(folder.resolve(patch.path("path").asText()))) {
            if (document.isArray()) {
                JsonNode target = target(
                        patch.path("target").path("kind").asText(),
                        patch.at("/target/name").asText(),
                        resources);
                document.forEach(operation -> assertApplies(operation, target));
            } else {
                JsonNode target = target(
                        document.path("kind").asText(),
                        document.at("/metadata/name").asText(),
                        resources);
                assertThat(document.path("apiVersion")).isEqualTo(target.path("apiVersion"));
            }
        }
    }

    private static JsonNode target(String kind, String name, List<JsonNode> resources) {
        List<JsonNode> found = resources.stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .filter(each -> each.at("/metadata/name").asText().equals(name))
                .toList();
        assertThat(found).as("what the patch of %s %s is for", kind, name).hasSize(1);
        return found.get(0);
    }

    private static void assertApplies(JsonNode operation, JsonNode target) {
        JsonPointer path = JsonPointer.compile(operation.path("path").asText());
        assertThat(operation.path("op").asText()).isIn("add", "replace", "remove");
        assertThat(target.at(path.head()).isContainerNode())
                .as("%s has a place for %s", target.at("/metadata/name"), path)
                .isTrue();
        if (!operation.path("op").asText().equals("add")) {
            assertThat(target.at(path).isMissingNode()).isFalse();
        }
    }
}
