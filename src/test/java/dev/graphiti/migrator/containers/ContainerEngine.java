package dev.graphiti.migrator.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * The Docker engine at {@code DOCKER_HOST} or {@code /var/run/docker.sock}. As an extension, it skips the tests of a
 * class if no engine answers, with the reason. Testcontainers removes containers and networks when the JVM ends; what a
 * killed JVM has left is removed before the first test of the next one.
 */
public final class ContainerEngine implements BeforeAllCallback {
    /** Set by {@code scripts/test}: why it could not start an engine. */
    private static final String REASON = "CONTAINERS_REASON";

    private static final String OWNER = "dev.graphiti.migrator.owner";
    private static final ContainerEngine SHARED = new ContainerEngine();

    private boolean clean;

    private ContainerEngine() {}

    public static ContainerEngine shared() {
        return SHARED;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        assumeTrue(answers, () -> reason(System.getenv()));
        removeOrphans();
    }

    /** Why tests with containers are skipped. */
    static String reason(Map<String, String> environment) {
        return "Tests with containers are skipped: "
                + Optional.ofNullable(environment.get(REASON))
                        .orElse("no Docker engine answers at %s; scripts/docker-engine start runs one"
                                .formatted(environment.getOrDefault("DOCKER_HOST", "/var/run/docker.sock")));
    }

    /** The output of Docker's command line. */
    public static String docker(String... arguments) {
        return Command.of("docker", arguments).output(1, TimeUnit.MINUTES);
    }

    /** Marks a container, so that it is removed even if this JVM is killed. */
    static <C extends GenericContainer<C>> C owned(C container) {
        return container.withLabel(OWNER, process(ProcessHandle.current()));
    }

    private synchronized void removeOrphans() {
        if (clean) {
            return;
        }
        List<String> containers = docker(
                        "ps",
                        "--all",
                        "--filter",
                        "label=" + OWNER,
                        "--format",
                        "{{.ID}} {{.Label \"%s\"}}".formatted(OWNER))
                .lines()
                .toList();
        for (String line : containers) {
            String[] idAndOwner = line.split(" ", 2);
            if (!runs(idAndOwner[1])) {
                docker("rm", "--force", "--volumes", idAndOwner[0]);
            }
        }
        clean = true;
    }

    private static boolean runs(String owner) {
        return ProcessHandle.of(Long.parseLong(owner.substring(0, owner.indexOf('@'))))
                .map(ContainerEngine::process)
                .filter(owner::equals)
                .isPresent();
    }

    /** With its start, because the numbers of processes are used again. */
    private static String process(ProcessHandle handle) {
        String start = handle.info().startInstant().map(Object::toString).orElse("");
        return handle.pid() + "@" + start;
    }
}
