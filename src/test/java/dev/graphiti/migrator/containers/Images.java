package dev.graphiti.migrator.containers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The images that {@code scripts/image} pulls or builds, each once per JVM. {@code -Dcontainers.images} selects them:
 * {@code official}, {@code local}, or, if omitted, the official ones where they can be pulled.
 */
public final class Images {
    private static final Map<String, String> TAGS = new ConcurrentHashMap<>();

    private Images() {}

    /** The tag of the image of this name: {@code migrator}, {@code neo4j}, or {@code kafka}. */
    public static String tag(String name) {
        return TAGS.computeIfAbsent(name, Images::build);
    }

    private static String build(String name) {
        String base = System.getProperty("containers.images", "");
        List<String> arguments = base.isEmpty() ? List.of(name) : List.of(name, "--base", base);
        // The first build on a machine also downloads Debian, Java and what the image contains.
        return Command.of("scripts/image", arguments.toArray(String[]::new)).output(15, TimeUnit.MINUTES);
    }
}
