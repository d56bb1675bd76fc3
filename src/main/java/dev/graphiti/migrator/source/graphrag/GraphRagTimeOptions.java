package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;

/** When the episodes happened: GraphRAG knows only when a document's file was made or taken in. */
public record GraphRagTimeOptions(
        @Setting(
                value =
                        "The column of documents with their time, which is that of their text units too. The default is"
                                + " when the input file was made, often the time of its copy; a path into metadata may know better.",
                defaultValue = "creation_date")
        String field,

        @Setting(
                value = "How it is written: `iso`, which GraphRAG's form is taken for, `epoch-seconds`, `epoch-millis`,"
                        + " `epoch-auto` or a pattern such as `dd.MM.yyyy HH:mm`.",
                defaultValue = "[iso]")
        List<String> formats,

        @Setting(value = "The zone of times that name none, those of claims too.", defaultValue = "UTC")
        String zone,

        @Setting(
                value = "What to do without a time: `fail-record`, `run-start`, or a constant time.",
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
