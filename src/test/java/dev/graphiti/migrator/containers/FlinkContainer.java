package dev.graphiti.migrator.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of the migrator's image, with the rights that the pods of {@code k8s} have: a read-only root file system,
 * no capabilities, no new privileges.
 */
final class FlinkContainer extends GenericContainer<FlinkContainer> {
    private static final int REST = 8081;
    private static final String JOB_MANAGER = "jobmanager";

    private FlinkContainer(String... command) {
        super(DockerImageName.parse(MigratorImage.tag()));
        withCommand(command);
        // Native libraries, such as the one of RocksDB, are loaded from /tmp.
        withTmpFs(Map.of("/tmp", "rw,exec", "/opt/flink/log", "rw,uid=9999,gid=9999"));
        withCreateContainerCmdModifier(FlinkContainer::restrict);
    }

    private static void restrict(CreateContainerCmd command) {
        HostConfig host = command.getHostConfig();
        if (host != null) {
            host.withReadonlyRootfs(true).withCapDrop(Capability.ALL).withSecurityOpts(List.of("no-new-privileges"));
        }
        if (MigratorImage.isOfficial()) {
            command.withVolumes(new Volume("/opt/flink/conf"));
        }
    }

    /** Any program in the image. */
    static FlinkContainer program(String... command) {
        return ContainerEngine.owned(new FlinkContainer(command));
    }

    static FlinkContainer jobManager(Network network) {
        return program(JOB_MANAGER)
                .withNetwork(network)
                .withNetworkAliases(JOB_MANAGER)
                .withEnv("JOB_MANAGER_RPC_ADDRESS", JOB_MANAGER)
                .withExposedPorts(REST)
                .waitingFor(Wait.forHttp("/overview").withStartupTimeout(Duration.ofMinutes(5)));
    }

    static FlinkContainer taskManager(Network network, String properties) {
        return program("taskmanager")
                .withNetwork(network)
                .withEnv("JOB_MANAGER_RPC_ADDRESS", JOB_MANAGER)
                .withEnv("FLINK_PROPERTIES", properties);
    }

    /** The address of a JobManager's REST API from this machine. */
    String rest() {
        return "http://%s:%d".formatted(getHost(), getMappedPort(REST));
    }
}
