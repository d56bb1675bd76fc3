package dev.graphiti.migrator.containers;

import static dev.graphiti.migrator.containers.ContainerEngine.docker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** A network whose containers can be cut off, and joined again with the same address, as after a failure of a switch. */
public final class ContainerNetwork implements AutoCloseable {
    private final Network network;
    private final Map<String, String> addresses = new HashMap<>();

    private ContainerNetwork(Network network) {
        this.network = network;
    }

    public static ContainerNetwork create() {
        // Addresses can only be chosen in a subnet that was chosen too: one that the engine has found to be free.
        String subnet;
        try (Network free = Network.newNetwork()) {
            subnet = docker("network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", free.getId());
        }
        com.github.dockerjava.api.model.Network.Ipam ipam = new com.github.dockerjava.api.model.Network.Ipam()
                .withConfig(new com.github.dockerjava.api.model.Network.Ipam.Config().withSubnet(subnet));
        Network network = Network.builder()
                .createNetworkCmdModifier(command -> command.withIpam(ipam))
                .build();
        network.getId(); // It is created only now.
        return new ContainerNetwork(network);
    }

    public Network network() {
        return network;
    }

    /** No packet reaches this container or leaves it, not even to this machine. */
    public void cut(GenericContainer<?> container) {
        String id = container.getContainerId();
        String address = docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", id);
        docker("network", "disconnect", network.getId(), id);
        addresses.put(id, address);
    }

    /** Undoes it. */
    public void join(GenericContainer<?> container) {
        String id = container.getContainerId();
        List<String> connect =
                new ArrayList<>(List.of("network", "connect", "--ip", Objects.requireNonNull(addresses.remove(id))));
        container.getNetworkAliases().forEach(alias -> connect.addAll(List.of("--alias", alias)));
        connect.addAll(List.of(network.getId(), id));
        docker(connect.toArray(String[]::new));
    }

    @Override
    public void close() {
        network.close();
    }
}
