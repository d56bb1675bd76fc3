package dev.graphiti.migrator.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration that has every kind of value. */
record Sample(
        @Setting(value = "The group that everything is written to.", example = "docs")
        String groupId,

        @Setting("Where the records come from.") Source source,
        @Setting("How the graph is written.") Write write,

        @Setting(value = "What is left out, in this order.", example = "[{field: lang, equals: de}]")
        List<Rule> rules,

        @Setting("The time of each collection's records.") Map<String, Time> times,

        @Setting(value = "Names for the run.", example = "- nightly\n- 'a: b'")
        List<String> tags,

        @Setting(value = "How many records at most.", key = "max") @Nullable
        Long limit,

        @Setting("A service to tell.") @Nullable Hook hook) {

    /** Shape and variants: one interface is sealed, the other is not. */
    static ConfigShape<Sample> shape() {
        return ConfigShape.of(Sample.class).withVariants(Source.class, List.of(Files.class, Server.class));
    }

    interface Source {}

    @Variant(value = "files", description = "Files of JSON lines.")
    record Files(
            @Setting(value = "Folder or file.", example = "data/")
            String path,

            @Setting(value = "The most that is read at once.", defaultValue = "64mb")
            ByteSize chunk)
            implements Source {}

    @Variant(value = "server", description = "A server of vectors | points.")
    record Server(
            @Setting(value = "Its address.", example = "http://localhost:8080")
            String uri,

            @Setting(value = "Its key.", example = "${SERVER_KEY}") @Nullable
            Secret apiKey,

            @Setting(value = "Its port.", defaultValue = "443")
            int port)
            implements Source {
        Server {
            if (!uri.startsWith("http")) {
                throw new IllegalArgumentException("uri must begin with http, got '" + uri + "'");
            }
        }
    }

    record Write(
            @Setting(value = "Rows per transaction.", defaultValue = "1000")
            int batchSize,

            @Setting(value = "Wait between attempts.", defaultValue = "500ms")
            Duration retryDelay,

            @Setting(value = "What happens to an element that exists.", defaultValue = "keep")
            OnExisting onExisting,

            @Setting(value = "Share of the memory.", defaultValue = "0.5")
            double share,

            @Setting(value = "Whether nothing is written.", defaultValue = "false")
            boolean dryRun,

            @Setting(value = "Stop after, or null for never.", defaultValue = "1h") @Nullable
            Duration timeout) {
        Write {
            if (batchSize < 1) {
                throw new IllegalArgumentException("batch-size must be at least 1, got " + batchSize);
            }
        }
    }

    enum OnExisting {
        KEEP,
        UPDATE,
        FAIL_RECORD
    }

    record Rule(
            @Setting("The field that is looked at.") String field,
            @Setting("Its value.") @Nullable String equals) {}

    sealed interface Time {}

    @Variant(value = "field", description = "From a field.")
    record FieldTime(@Setting("Its name.") String name) implements Time {}

    @Variant(value = "constant", description = "The same for all.")
    record ConstantTime(@Setting("The time.") Instant at) implements Time {}

    record Hook(
            @Setting("Where it listens.") String uri,
            @Setting("Headers to send.") Map<String, Secret> headers) {}
}
