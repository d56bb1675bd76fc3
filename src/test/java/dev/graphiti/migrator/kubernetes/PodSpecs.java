package dev.graphiti.migrator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pods that resources make. */
final class PodSpecs {
    private PodSpecs() {}

    /** The pod templates of a resource; none if it makes no pods. */
    static List<JsonNode> templatesOf(JsonNode resource) {
        return Stream.of(
                        "/spec/template",
                        "/spec/jobManager/podTemplate",
                        "/spec/taskManager/podTemplate",
                        "/spec/podTemplate")
                .map(resource::at)
                .filter(template -> template.has("spec"))
                .toList();
    }

    static List<JsonNode> of(List<JsonNode> resources) {
        List<JsonNode> pods = new ArrayList<>();
        resources.forEach(resource -> templatesOf(resource).forEach(template -> pods.add(template.path("spec"))));
        return pods;
    }

    static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.of("initContainers", "containers")
                .flatMap(kind -> pod.path(kind).valueStream());
    }

    /** Every {@code secretKeyRef}. */
    static Stream<JsonNode> secretKeys(JsonNode pod) {
        return containers(pod)
                .flatMap(container -> container.path("env").valueStream())
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(JsonNode::isObject);
    }

    /** The names of the environment. */
    static List<String> environment(JsonNode pod) {
        return containers(pod)
                .flatMap(container -> container.path("env").valueStream())
                .map(variable -> variable.path("name").asText())
                .toList();
    }
}
