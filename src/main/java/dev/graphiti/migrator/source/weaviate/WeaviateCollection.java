package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class to read. */
public record WeaviateCollection(
        @Setting(
                key = "class",
                value = "The class, called a collection by newer clients; it is also the name of the collection in"
                        + " the mapping.",
                example = "Article")
        String name,

        @Setting(value = "The tenants to read. If omitted, all active tenants.", example = "[emea, apac]")
        List<String> tenants,

        @Setting(
                value = "The named vector that becomes the record's field `vector`. If omitted, the vector without"
                        + " a name, or the only one of the class. `vectors` contains all of them.",
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
