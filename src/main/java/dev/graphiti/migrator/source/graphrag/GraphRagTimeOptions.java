package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;

/** When the episodes happened: GraphRAG knows only when a document's file was made or taken in. */
public record GraphRagTimeOptions(
        @Setting(
                value = "The column with the time of documents and their text units. The default is the creation"
                        + " time of the input file, which is often the time of its copy; a path into the metadata"
                        + " may be more accurate.",
                defaultValue = "creation_date")
        String field,

        @Setting(
                value =
                        "The formats of times: `iso`, which includes GraphRAG's format, `epoch-seconds`, `epoch-millis`,"
                                + " `epoch-auto` or a pattern such as `dd.MM.yyyy HH:mm`.",
                defaultValue = "[iso]")
        List<String> formats,

        @Setting(value = "The zone of times without a zone, including those of claims.", defaultValue = "UTC")
        String zone,

        @Setting(
                value = "What to do if the time is missing: `fail-record`, `run-start`, or a constant time.",
                defaultValue = "fail-record")
        String ifMissing,

        @Setting(
                value = "What to do with a time that cannot be read: `fail-record`, `run-start`, or a constant time.",
                defaultValue = "fail-record")
        String ifUnreadable)
        implements Serializable {
    static final String FAIL_RECORD = "fail-record";

    public GraphRagTimeOptions {
        formats = List.copyOf(formats);
    }
}
