package dev.graphiti.migrator.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of the migrator's image, with the rights that the pods of {@code k8s} have: a read-only root file system,
 * no capabilities, no new privileges.
 */
public final class FlinkContainer extends GenericContainer<FlinkContainer> {
    private static final int REST = 8081;
    private static final String JOB_MANAGER = "jobmanager";
    private static final String APPLICATION = "application";
    private static final String ADDRESS = "JOB_MANAGER_RPC_ADDRESS";

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
    public static FlinkContainer program(String... command) {
        return ContainerEngine.owned(new FlinkContainer(command));
    }

    public static FlinkContainer jobManager(Network network) {
        return program(JOB_MANAGER)
                .withNetwork(network)
                .withNetworkAliases(JOB_MANAGER)
                .withEnv(ADDRESS, JOB_MANAGER)
                .withExposedPorts(REST)
                .waitingFor(Wait.forHttp("/overview").withStartupTimeout(Duration.ofMinutes(5)));
    }

    /** The JobManager of one job, which ends with it: a call of the migrator with these arguments. */
    public static FlinkContainer application(Network network, List<String> arguments) {
        return program(Stream.concat(
                                Stream.of("standalone-job", "--job-classname", "dev.graphiti.migrator.cli.Main"),
                                arguments.stream())
                        .toArray(String[]::new))
                .withNetwork(network)
                .withNetworkAliases(APPLICATION)
                .withEnv(ADDRESS, APPLICATION);
    }

    /** Turns a TaskManager of the session into one of the application. */
    public FlinkContainer ofApplication() {
        return withEnv(ADDRESS, APPLICATION);
    }

    public static FlinkContainer taskManager(Network network, String properties) {
        return program("taskmanager")
                .withNetwork(network)
                .withEnv(ADDRESS, JOB_MANAGER)
                .withEnv("FLINK_PROPERTIES", properties);
    }

    /** With this folder of this machine, at the same path. Testcontainers' own method would first pull an image. */
    public FlinkContainer withFolder(Path folder) {
        return withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                .withBinds(new Bind(folder.toString(), new Volume(folder.toString()))));
    }

    /** With a port for the REST API that it keeps when it is started again. */
    public FlinkContainer withRestPort(int port) {
        addFixedExposedPort(port, REST);
        return this;
    }

    /** The address of a JobManager's REST API from this machine. */
    public String rest() {
        return "http://%s:%d".formatted(getHost(), getMappedPort(REST));
    }
}
