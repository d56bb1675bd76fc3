package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    private static final Path BASE = Manifests.FOLDER.resolve("base");
    private static final JsonNode DEPLOYMENT =
            Manifests.documents(BASE.resolve("flink-deployment.yaml")).get(0);

    static List<Path> yamlFiles() {
        return Manifests.files(".yaml");
    }

    static List<Path> kustomizations() {
        return Manifests.kustomizations();
    }

    static List<Path> configurations() {
        return Manifests.files("migration.yaml");
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void everyFileIsYaml(Path file) {
        assertThat(Manifests.documents(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void whatAKustomizationNamesIsThere(Path folder) {
        JsonNode kustomization = Manifests.kustomization(folder);

        assertThat(Manifests.texts(kustomization.path("resources")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        assertThat(kustomization.path("configMapGenerator").valueStream())
                .allSatisfy(generator -> assertThat(Manifests.texts(generator.path("files")))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(folder.resolve(name)).isRegularFile()));
        assertThat(Manifests.texts(kustomization.path("configurations")))
                .allSatisfy(name -> assertThat(folder.resolve(name)).isRegularFile());
        for (JsonNode patch : kustomization.path("patches")) {
            Patches.assertFits(folder, patch, Manifests.resources(folder));
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void podsHaveNoPrivilege(Path folder) {
        for (JsonNode pod : PodSpecs.of(Manifests.resources(folder))) {
            JsonNode security = pod.path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("runAsUser").asInt()).isEqualTo(9999);
            assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
            assertThat(pod.path("hostPID").asBoolean()).isFalse();
            assertThat(PodSpecs.containers(pod)).isNotEmpty().allSatisfy(container -> {
                JsonNode own = container.path("securityContext");
                assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(own.path("privileged").asBoolean()).isFalse();
                assertThat(Manifests.texts(own.at("/capabilities/drop"))).containsExactly("ALL");
            });
            assertThat(pod.path("volumes").valueStream()).noneMatch(volume -> volume.has("hostPath"));
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void whatAPodMountsIsAVolumeOfItsAndHasAnOwner(Path folder) {
        Set<String> configMaps = Manifests.resources(folder).isEmpty() ? Set.of() : configMaps(folder);
        for (JsonNode pod : PodSpecs.of(Manifests.resources(folder))) {
            Set<String> volumes = pod.path("volumes")
                    .valueStream()
                    .map(volume -> volume.path("name").asText())
                    .collect(Collectors.toSet());
            assertThat(PodSpecs.containers(pod))
                    .flatMap(container ->
                            container.path("volumeMounts").valueStream().toList())
                    .extracting(mount -> mount.path("name").asText())
                    .containsOnlyOnceElementsOf(volumes)
                    .hasSameSizeAs(volumes);
            assertThat(pod.path("volumes").valueStream().filter(volume -> volume.has("configMap")))
                    .allSatisfy(volume -> assertThat(configMaps)
                            .contains(volume.at("/configMap/name").asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everySecretThatIsAskedForIsInTheExample(Path folder) {
        JsonNode example =
                Manifests.documents(BASE.resolve("secret.example.yaml")).get(0);
        for (JsonNode pod : PodSpecs.of(Manifests.resources(folder))) {
            assertThat(PodSpecs.secretKeys(pod)).isNotEmpty().allSatisfy(key -> {
                assertThat(key.path("name").asText())
                        .isEqualTo(example.at("/metadata/name").asText());
                assertThat(example.path("stringData").has(key.path("key").asText()))
                        .as("%s in secret.example.yaml", key)
                        .isTrue();
            });
        }
        assertThat(Manifests.text(folder.resolve(Manifests.KUSTOMIZATION))).doesNotContain("secret.example");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theConfigurationIsOneAndItsEnvironmentIsThere(Path file) {
        MigrationConfig config = new ConfigReader<>(
                        MigrationConfig.shape(), Map.of("NEO4J_PASSWORD", "a", "OPENAI_API_KEY", "b"))
                .read(file);

        assertThat(config.run().directory()).isNotNull();
        JsonNode pod = DEPLOYMENT.at("/spec/jobManager/podTemplate/spec");
        assertThat(PodSpecs.environment(pod)).contains("NEO4J_PASSWORD", "OPENAI_API_KEY");
        assertThat(PodSpecs.environment(DEPLOYMENT.at("/spec/taskManager/podTemplate/spec")))
                .doesNotContain("NEO4J_PASSWORD", "OPENAI_API_KEY");
    }

    @Test
    void theDeploymentCallsWhatIsInTheImage() {
        String dockerfile = Manifests.text(Manifests.FOLDER.resolve("Dockerfile"));
        JsonNode job = DEPLOYMENT.at("/spec/job");

        assertThat(dockerfile)
                .contains("ARG BASE=flink:2.3.0-java17")
                .contains("usrlib/graphiti-migrator.jar")
                .contains("USER 9999");
        assertThat(job.path("jarURI").asText()).isEqualTo("local:///opt/flink/usrlib/graphiti-migrator.jar");
        assertThat(job.path("entryClass").asText()).isEqualTo("dev.graphiti.migrator.cli.Main");
        assertThat(job.path("upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(Manifests.texts(job.path("args")))
                .containsExactly("migrate", "--continue", "-c", "/etc/graphiti-migrator/migration.yaml");
        assertThat(DEPLOYMENT.at("/spec/serviceAccount").asText())
                .isEqualTo(Manifests.documents(BASE.resolve("service-account.yaml"))
                        .get(0)
                        .at("/metadata/name")
                        .asText());
    }

    @Test
    void thePolicyNamesThePortsThatFlinkIsTold() {
        JsonNode policy =
                Manifests.documents(BASE.resolve("network-policy.yaml")).get(0);
        JsonNode flink = DEPLOYMENT.at("/spec/flinkConfiguration");
        Set<String> open = policy.at("/spec/ingress")
                .valueStream()
                .flatMap(rule -> rule.path("ports").valueStream())
                .map(port -> port.path("port").asText())
                .collect(Collectors.toSet());

        assertThat(List.of(
                        "jobmanager.rpc.port",
                        "blob.server.port",
                        "taskmanager.data.port",
                        "taskmanager.rpc.port",
                        "rest.port",
                        "metrics.internal.query-service.port",
                        "metrics.reporter.prom.port"))
                .extracting(key -> flink.path(key).asText())
                .containsExactlyInAnyOrderElementsOf(open);
        assertThat(flink.path("high-availability.jobmanager.port")).isEqualTo(flink.path("jobmanager.rpc.port"));
        Map<String, String> selected = policy.at("/spec/podSelector/matchLabels").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
        for (JsonNode template : PodSpecs.templatesOf(DEPLOYMENT)) {
            selected.forEach((label, value) -> assertThat(
                            template.path("metadata").path("labels").path(label).asText())
                    .isEqualTo(value));
        }
    }

    @Test
    void theSnapshotIsOfTheDeployment() {
        JsonNode snapshot = Manifests.documents(Manifests.FOLDER.resolve("savepoint/snapshot.yaml"))
                .get(0);

        assertThat(snapshot.at("/spec/jobReference/name").asText())
                .isEqualTo(DEPLOYMENT.at("/metadata/name").asText());
        assertThat(snapshot.at("/spec/jobReference/kind").asText()).isEqualTo("FlinkDeployment");
    }

    @Test
    void theOperatorWouldTakeItsResources() {
        assumeThat(CustomResources.areThere()).as("the operator's definitions").isTrue();
        CustomResources definitions = CustomResources.read();

        List<JsonNode> ours = Manifests.kustomizations().stream()
                .flatMap(folder -> Manifests.resources(folder).stream())
                .filter(definitions::know)
                .toList();

        assertThat(ours)
                .extracting(each -> each.path("kind").asText())
                .contains("FlinkDeployment", "FlinkStateSnapshot");
        assertThat(ours).allSatisfy(each -> assertThat(definitions.faults(each)).isEmpty());
    }

    @Test
    void theDefinitionsWouldNotTakeAnUnknownFieldOrValue() {
        assumeThat(CustomResources.areThere()).as("the operator's definitions").isTrue();
        JsonNode wrong = Manifests.documents(Manifests.text(BASE.resolve("flink-deployment.yaml"))
                        .replace("upgradeMode: savepoint", "upgradeMode: sometimes")
                        .replace("parallelism: 4", "parallel: 4")
                        .replace("readOnlyRootFilesystem", "readOnlyRoot"))
                .get(0);

        assertThat(String.join("\n", CustomResources.read().faults(wrong)))
                .contains("upgradeMode", "'parallel'", "'readOnlyRoot'");
    }

    /** Those that this folder or one of its bases makes. */
    private static Set<String> configMaps(Path folder) {
        JsonNode kustomization = Manifests.kustomization(folder);
        Set<String> names = kustomization
                .path("configMapGenerator")
                .valueStream()
                .map(generator -> generator.path("name").asText())
                .collect(Collectors.toSet());
        Manifests.texts(kustomization.path("resources"))
                .map(name -> folder.resolve(name).normalize())
                .filter(Files::isDirectory)
                .forEach(base -> names.addAll(configMaps(base)));
        return names;
    }
}
