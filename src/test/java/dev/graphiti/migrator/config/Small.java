package dev.graphiti.migrator.config;

import java.util.List;
import java.util.Map;

/** A configuration small enough to pin all that is written about it. */
record Small(
        @Setting(value = "Names | labels.", defaultValue = "[a, b]")
        List<String> names,

        @Setting(value = "Where to.", defaultValue = "{type: file, path: out}")
        Target target,

        @Setting("More targets.") Map<String, List<Target>> more) {

    sealed interface Target {}

    @Variant(value = "file", description = "A file.")
    record File(
            @Setting(value = "Its path.", example = "out/") String path,
            @Setting("Its owner.") Owner owner) implements Target {}

    @Variant(value = "nothing", description = "Nothing is kept.")
    record Nothing() implements Target {}

    record Owner(
            @Setting(value = "A user.", example = "me", defaultValue = "${USER}")
            String user) {}
}
