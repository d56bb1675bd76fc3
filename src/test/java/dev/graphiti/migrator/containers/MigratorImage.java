package dev.graphiti.migrator.containers;

import java.util.List;

/** The image of the job jar in {@code target}. */
final class MigratorImage {
    private static final String BASE = "org.opencontainers.image.base.name";

    private MigratorImage() {}

    static String tag() {
        return Images.tag("migrator");
    }

    static String base() {
        return label(BASE);
    }

    static String label(String name) {
        return inspect("{{index .Config.Labels \"%s\"}}".formatted(name));
    }

    /** The entry point of the official image writes into Flink's configuration folder. */
    static boolean isOfficial() {
        return base().startsWith("flink:");
    }

    static String inspect(String template) {
        return ContainerEngine.docker("image", "inspect", "--format", template, tag());
    }

    /** The sizes of the layers that k8s/Dockerfile adds to its base, the last one first. */
    static List<Long> layers() {
        int own = depth(tag()) - depth(base());
        return ContainerEngine.docker("history", "--human=false", "--format", "{{.Size}}", tag())
                .lines()
                .map(Long::valueOf)
                .filter(size -> size > 0)
                .limit(own)
                .toList();
    }

    private static int depth(String image) {
        return Integer.parseInt(
                ContainerEngine.docker("image", "inspect", "--format", "{{len .RootFS.Layers}}", image));
    }
}
