package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class to read. */
public record WeaviateCollection(
        @Setting(
                key = "class",
                value = "The class, called a collection by newer clients; the mapping knows its records by this name.",
                example = "Article")
        String name,

        @Setting(value = "Its tenants to read; left out, all that are active.", example = "[emea, apac]")
        List<String> tenants,

        @Setting(
                value =
                        "The named vector that becomes the record's field `vector`. Left out, it is the vector without a"
                                + " name, or the only one that the class has. All of them are in `vectors`.",
                example = "title")
        @Nullable
        String vector)
        implements Serializable {
    public WeaviateCollection {
        tenants = List.copyOf(tenants);
        if (name.isBlank()) {
            throw new IllegalArgumentException("the class has no name");
        }
        if (tenants.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("class %s names a tenant that is blank".formatted(name));
        }
    }

    public static WeaviateCollection whole(String name) {
        return new WeaviateCollection(name, List.of(), null);
    }
}
