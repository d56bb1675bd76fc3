package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitSpec;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Some ids of a namespace: those with a prefix, of these only what comes before another id where that is named; or those
 * in a piece of a file.
 *
 * @param host of the index
 * @param before where to stop; null for nowhere
 * @param file with the ids; null if they are listed
 * @param start of the piece of the file, in bytes
 * @param end behind the piece
 * @param textField the field of metadata of which the index makes its vectors; null where it makes none
 */
record PineconeSplit(
        String host,
        String namespace,
        String prefix,
        @Nullable String before,
        @Nullable String file,
        long start,
        long end,
        @Nullable String textField) {
    static PineconeSplit ofPrefix(URI host, String namespace, String prefix) {
        return new PineconeSplit(host.toString(), namespace, prefix, null, null, 0, 0, null);
    }

    static PineconeSplit ofFile(URI host, String namespace, String file, long start, long end) {
        return new PineconeSplit(host.toString(), namespace, "", null, file, start, end, null);
    }

    PineconeSplit before(String id) {
        return new PineconeSplit(host, namespace, prefix, id, file, start, end, textField);
    }

    PineconeSplit withText(@Nullable String field) {
        return new PineconeSplit(host, namespace, prefix, before, file, start, end, field);
    }

    SourceSplit split(String collection, long size) {
        return new SourceSplit(name(), collection, spec(), size);
    }

    /** Its name in the plan and in messages. */
    String name() {
        if (file != null) {
            return "%s/ids[%d,%d)".formatted(namespace, start, end);
        }
        String range = before == null ? prefix + "*" : prefix + "* before " + before;
        return prefix.isEmpty() && before == null ? namespace : namespace + "/" + range;
    }

    private String spec() {
        return SplitSpec.write(this);
    }

    static PineconeSplit parse(String spec) {
        return SplitSpec.read(spec, PineconeSplit.class);
    }
}
