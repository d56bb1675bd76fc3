package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where vectors are remembered, so that no text is embedded (and paid for) twice, also by later runs. */
public record CacheOptions(
        @Setting(value = "Whether vectors are cached on disk.", defaultValue = "true")
        boolean enabled,

        @Setting(
                value = "A folder on a local disk of each machine; several processes may share it. If omitted, a"
                        + " folder in the machine's folder for temporary files.",
                example = "/var/cache/graphiti-migrator/embeddings")
        @Nullable
        String path)
        implements Serializable {
    public static final CacheOptions DEFAULT = new CacheOptions(true, null);
    public static final CacheOptions OFF = new CacheOptions(false, null);

    public CacheOptions {
        if (path != null && path.isBlank()) {
            throw new IllegalArgumentException("path is empty; name a folder, or omit the key");
        }
    }

    public Path folder() {
        return path != null
                ? Path.of(path)
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "graphiti-migrator-" + System.getProperty("user.name"),
                        "embeddings");
    }
}
